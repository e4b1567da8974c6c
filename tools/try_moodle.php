<?php
// What tools/try_moodle does inside Moodle: restore, enrol a student, answer, back up, list, delete. One JSON answer a call.
define('CLI_SCRIPT', true);
[, $moodle, $command] = $argv;
$given = array_slice($argv, 3);
require($moodle . '/config.php');
foreach (['backup/util/includes/backup_includes', 'backup/util/includes/restore_includes', 'user/lib', 'course/lib',
        'mod/quiz/locallib', 'question/engine/lib', 'lib/gradelib', 'lib/completionlib'] as $library) {
    require_once("$CFG->dirroot/$library.php");
}
\core\session\manager::set_user(get_admin());

/** A new course out of a backup, with what Moodle warned of; nothing stays behind if the restore dies. */
function restore(string $file): array {
    global $USER;
    $folder = restore_controller::get_tempdir_name(SITEID, $USER->id);
    if (!get_file_packer('application/vnd.moodle.backup')->extract_to_pathname($file, make_backup_temp_directory($folder))) {
        throw new moodle_exception('generalexceptionmessage', 'error', '', "$file is no archive");
    }
    $id = restore_dbops::create_new_course('try_moodle', uniqid('try_moodle_'), core_course_category::get_default()->id);
    try {
        $controller = new restore_controller($folder, $id, backup::INTERACTIVE_NO, backup::MODE_GENERAL, $USER->id,
            backup::TARGET_NEW_COURSE);
        $controller->execute_precheck();
        $warnings = $controller->get_precheck_results() ?: [];
        $controller->execute_plan();
        $warnings += $controller->get_results() ?: [];
        $controller->destroy();
    } catch (Throwable $error) {
        delete_course($id, false);
        throw $error;
    }
    return ['course' => $id, 'warnings' => $warnings] + outline($id);
}

/** The course's names and its activities in order, as a student would meet them. */
function outline(int $courseid): array {
    global $DB;
    $course = get_course($courseid);
    $activities = [];
    foreach (get_fast_modinfo($course)->get_cms() as $cm) {
        $activities[] = ['id' => $cm->id, 'kind' => $cm->modname, 'key' => $cm->idnumber, 'name' => $cm->name,
            'section' => $cm->get_section_info()->section, 'completion' => (int)$cm->completion,
            'questions' => $cm->modname === 'quiz' ? $DB->count_records('quiz_slots', ['quizid' => $cm->instance]) : 0];
    }
    return ['name' => $course->fullname, 'activities' => $activities];
}

/** A student of the course, who may log in with this password. */
function enrol(int $courseid, string $password): array {
    global $CFG, $DB;
    $name = "try_moodle_$courseid";
    $student = (object)['username' => $name, 'firstname' => 'Try', 'lastname' => 'Moodle', 'email' => "$name@example.org",
        'auth' => 'manual', 'confirmed' => 1, 'mnethostid' => $CFG->mnet_localhost_id];
    $student->id = user_create_user($student, false);
    update_internal_user_password($DB->get_record('user', ['id' => $student->id]), $password);
    $plugin = enrol_get_plugin('manual');
    $instance = $DB->get_record('enrol', ['courseid' => $courseid, 'enrol' => 'manual'])
        ?: $DB->get_record('enrol', ['id' => $plugin->add_instance(get_course($courseid))]);
    $plugin->enrol_user($instance, $student->id, $DB->get_field('role', 'id', ['shortname' => 'student']));
    return ['student' => (int)$student->id, 'username' => $name, 'site' => $CFG->wwwroot];
}

/** Every choice of every question, and every right one at once; what went otherwise than the question says. */
function answer(int $courseid, int $studentid): array {
    global $DB;
    $student = $DB->get_record('user', ['id' => $studentid]);
    \core\session\manager::set_user($student);
    $result = ['quizzes' => 0, 'questions' => 0, 'choices' => 0, 'mistakes' => []];
    foreach ($DB->get_records('quiz', ['course' => $courseid], 'id') as $quiz) {
        $result['quizzes']++;
        $most = 1;
        for ($number = 1; $number <= $most + 1; $number++) {
            $choice = $number === 1 ? null : $number - 2;
            [$choices, $questions, $mistakes] = attempt($quiz, $student, $number, $choice);
            $most = max($most, $choices);
            $result['mistakes'] = array_merge($result['mistakes'], $mistakes);
            $result[$choice === null ? 'questions' : 'choices'] += $questions;
        }
    }
    return $result;
}

/** One attempt: ``$choice`` is the place of the choice taken in each question, null takes the right one. */
function attempt(stdClass $quiz, stdClass $student, int $number, ?int $choice): array {
    $settings = class_exists('mod_quiz\quiz_settings') ? 'mod_quiz\quiz_settings' : 'quiz';
    $attempts = class_exists('mod_quiz\quiz_attempt') ? 'mod_quiz\quiz_attempt' : 'quiz_attempt';
    $whole = $settings::create($quiz->id, $student->id);
    $usage = question_engine::make_questions_usage_by_activity('mod_quiz', $whole->get_context());
    $usage->set_preferred_behaviour($quiz->preferredbehaviour);
    $row = quiz_create_attempt($whole, $number, false, time(), false, $student->id);
    quiz_start_new_attempt($whole, $usage, $row, $number, time());
    quiz_attempt_save_started($whole, $usage, $row);
    $expected = [];
    $most = 0;
    foreach ($usage->get_slots() as $slot) {
        $question = $usage->get_question($slot);
        if (!$question instanceof qtype_multichoice_single_question) {
            continue;
        }
        $order = $question->get_order($usage->get_question_attempt($slot));
        $most = max($most, count($order));
        $place = $choice ?? (int)($question->get_correct_response()['answer'] ?? -1);
        if (isset($order[$place])) {
            $usage->process_action($slot, ['answer' => $place]);
            $expected[$slot] = $question->answers[$order[$place]];
        }
    }
    $usage->finish_all_questions(time());
    question_engine::save_questions_usage_by_activity($usage);
    $attempts::create($row->id)->process_finish(time(), false);
    return [$most, count($expected), mistakes($quiz, $student, $attempts::create($row->id), $expected, $choice)];
}

/** What the attempt gave otherwise than the choices say: marks, words, the grade and the completion. */
function mistakes(stdClass $quiz, stdClass $student, object $attempt, array $expected, ?int $choice): array {
    $usage = question_engine::load_questions_usage_by_activity($attempt->get_uniqueid());
    $shown = new question_display_options();
    $shown->context = $attempt->get_quizobj()->get_context();
    $found = [];
    foreach ($expected as $slot => $answer) {
        $asked = $usage->get_question_attempt($slot);
        $where = "$quiz->name, question $slot, " . ($choice === null ? 'right choice' : "choice $choice");
        if (abs($asked->get_fraction() - $answer->fraction) > 0.00001) {
            $found[] = "$where: fraction {$asked->get_fraction()} instead of $answer->fraction";
        }
        $words = fn($html) => preg_replace('/\s+/u', ' ', html_entity_decode(strip_tags($html), ENT_QUOTES));
        if (!str_contains($words($usage->render_question($slot, $shown)), trim($words($answer->feedback)))) {
            $found[] = "$where: its feedback is not shown";
        }
    }
    if ($choice !== null) {
        return $found;
    }
    if (abs($attempt->get_sum_marks() - $quiz->sumgrades) > 0.00001) {
        $found[] = "$quiz->name: all right gives {$attempt->get_sum_marks()} of $quiz->sumgrades";
    }
    $item = grade_get_grades($quiz->course, 'mod', 'quiz', $quiz->id, $student->id)->items[0] ?? null;
    if ($quiz->grade > 0 && ($item === null || $item->grades[$student->id]->grade < $item->gradepass)) {
        $found[] = "$quiz->name: all right is no pass in the gradebook";
    }
    $course = get_course($quiz->course);
    $cm = get_fast_modinfo($course, $student->id)->get_cm($attempt->get_cmid());
    $done = (new completion_info($course))->get_data($cm, false, $student->id)->completionstate;
    if ($cm->completion && !in_array($done, [COMPLETION_COMPLETE, COMPLETION_COMPLETE_PASS])) {
        $found[] = "$quiz->name: all right does not complete it";
    }
    return $found;
}

/** Moodle's own backup of the course, written to this file. */
function back_up(int $courseid, string $file): array {
    global $USER;
    $controller = new backup_controller(backup::TYPE_1COURSE, $courseid, backup::FORMAT_MOODLE, backup::INTERACTIVE_NO,
        backup::MODE_GENERAL, $USER->id);
    $controller->get_plan()->get_setting('users')->set_value(0);
    $controller->execute_plan();
    $controller->get_results()['backup_destination']->copy_content_to($file);
    $controller->destroy();
    return ['bytes' => filesize($file)];
}

/** Take away what a run made. */
function remove(int $courseid, int $studentid): array {
    global $DB;
    delete_course($courseid, false);
    if ($studentid) {
        delete_user($DB->get_record('user', ['id' => $studentid]));
    }
    return ['removed' => $courseid];
}

ob_start();
try {
    $answer = match ($command) {
        'restore' => restore($given[0]),
        'enrol' => enrol((int)$given[0], $given[1]),
        'answer' => answer((int)$given[0], (int)$given[1]),
        'backup' => back_up((int)$given[0], $given[1]),
        'remove' => remove((int)$given[0], (int)$given[1]),
    };
} catch (Throwable $error) {
    $answer = ['error' => trim($error->getMessage() . ' ' . ($error->debuginfo ?? '')), 'at' => $error->getFile() . ':' . $error->getLine()];
}
// Notices and debugging output come before; they are faults too.
$answer['printed'] = array_values(array_filter(array_map('trim', explode("\n", strip_tags((string)ob_get_clean())))));
echo "\n" . json_encode($answer, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE) . "\n";
exit(isset($answer['error']) ? 1 : 0);
