import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from winternship_board.models.base import check


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AccessEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=2)),
                ('object_kind', models.CharField(max_length=20)),
                ('object_id', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': "look at a minor's data",
            },
        ),
        migrations.CreateModel(
            name='Accreditation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('company_id', models.CharField(blank=True, max_length=20)),
                ('crebo', models.CharField(max_length=5)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('level', models.CharField(blank=True, max_length=1)),
                ('route', models.CharField(blank=True, max_length=5)),
                ('state', models.CharField(default='unknown', max_length=20)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('checked_on', models.DateField(null=True)),
                ('source', models.CharField(blank=True, max_length=20)),
                ('evidence', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'recognition',
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('origin', models.CharField(default='own', max_length=10)),
                ('state', models.CharField(default='draft', max_length=20)),
                ('open_key', models.CharField(max_length=40, null=True, unique=True)),
                ('score', models.PositiveSmallIntegerField(null=True)),
                ('explanation', models.JSONField(default=list)),
                ('decline_code', models.CharField(blank=True, max_length=20)),
                ('decline_text', models.CharField(blank=True, max_length=500)),
                ('submitted_on', models.DateField(null=True)),
                ('waiting_since', models.DateField(null=True)),
                ('reply_due_on', models.DateField(null=True)),
                ('reminders', models.PositiveSmallIntegerField(default=0)),
                ('offer_expires_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('waived_because', models.CharField(blank=True, max_length=500)),
                ('is_revealed', models.BooleanField(default=False)),
                ('keep_longer', models.BooleanField(default=False)),
                ('created_on', models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={
                'verbose_name': 'application',
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('judgements', models.JSONField(default=dict)),
                ('student_view', models.TextField(blank=True)),
                ('school_decision', models.TextField(blank=True)),
                ('feedback_to_company', models.TextField(blank=True)),
                ('state', models.CharField(default='draft', max_length=20)),
            ],
            options={
                'verbose_name': 'assessment',
            },
        ),
        migrations.CreateModel(
            name='BlockedPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name': 'blocked pair',
            },
        ),
        migrations.CreateModel(
            name='BrokenGlass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_kind', models.CharField(max_length=20)),
                ('object_id', models.PositiveBigIntegerField()),
                ('reason', models.CharField(max_length=500)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'look behind the glass',
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=20)),
                ('given', models.BooleanField()),
                ('text_version', models.CharField(max_length=20)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'consent',
            },
        ),
        migrations.CreateModel(
            name='Consumer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
            ],
            options={
                'verbose_name': 'reader of events',
            },
        ),
        migrations.CreateModel(
            name='ContactMoment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=10)),
                ('mode', models.CharField(blank=True, max_length=10)),
                ('planned_on', models.DateField()),
                ('held_on', models.DateField(null=True)),
                ('present', models.JSONField(default=list)),
                ('agreements', models.TextField(blank=True)),
                ('private_note', models.TextField(blank=True)),
                ('state', models.CharField(default='planned', max_length=20)),
            ],
            options={
                'verbose_name': 'contact moment',
            },
        ),
        migrations.CreateModel(
            name='ContactPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=200)),
                ('function', models.CharField(blank=True, max_length=100)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('language', models.CharField(default='nl', max_length=2)),
            ],
            options={
                'verbose_name': 'contact person',
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('storage_key', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('scan_result', models.CharField(default='waiting', max_length=20)),
                ('visible_to', models.JSONField(default=list)),
                ('added_on', models.DateField(default=django.utils.timezone.localdate)),
                ('delete_on', models.DateField(null=True)),
                ('legal_copy', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'document',
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('party', models.CharField(max_length=2)),
                ('answers', models.JSONField(default=dict)),
                ('text', models.TextField(blank=True)),
                ('visible_to', models.JSONField(default=list)),
                ('asked_on', models.DateField(default=django.utils.timezone.localdate)),
                ('given_on', models.DateField(null=True)),
                ('is_anonymous', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'evaluation',
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(max_length=60)),
                ('sequence', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('object_id', models.PositiveBigIntegerField()),
                ('action', models.CharField(max_length=60)),
                ('source', models.CharField(blank=True, max_length=20)),
                ('target', models.CharField(blank=True, max_length=20)),
                ('version', models.PositiveIntegerField()),
                ('by_person', models.PositiveBigIntegerField(null=True)),
                ('by_role', models.CharField(max_length=2)),
                ('because_of', models.PositiveBigIntegerField(null=True)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('data', models.JSONField(default=dict)),
                ('before_hash', models.CharField(blank=True, max_length=64)),
                ('after_hash', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'event',
            },
        ),
        migrations.CreateModel(
            name='EventStream',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'line of events',
            },
        ),
        migrations.CreateModel(
            name='Guardian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'verbose_name': 'guardian',
            },
        ),
        migrations.CreateModel(
            name='HourWeek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('iso_year', models.PositiveSmallIntegerField()),
                ('iso_week', models.PositiveSmallIntegerField()),
                ('days', models.JSONField(default=list)),
                ('school_hours', models.DecimalField(decimal_places=1, default=0, max_digits=4)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('over', models.JSONField(default=list)),
                ('state', models.CharField(default='open', max_length=20)),
                ('submitted_on', models.DateField(null=True)),
            ],
            options={
                'verbose_name': 'hour week',
            },
        ),
        migrations.CreateModel(
            name='InternationalAnnex',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('sending_country', models.CharField(default='NL', max_length=2)),
                ('host_country', models.CharField(max_length=2)),
                ('mobility_type', models.CharField(blank=True, max_length=40)),
                ('outcomes', models.TextField(blank=True)),
                ('programme_text', models.TextField(blank=True)),
                ('monitoring', models.TextField(blank=True)),
                ('validation', models.TextField(blank=True)),
                ('insurance', models.CharField(blank=True, max_length=300)),
                ('mentor', models.CharField(blank=True, max_length=200)),
                ('europass', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'verbose_name': 'international annex',
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('role', models.CharField(max_length=2)),
                ('region', models.CharField(blank=True, max_length=20)),
                ('object_kind', models.CharField(blank=True, max_length=20)),
                ('object_id', models.PositiveBigIntegerField(null=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('used_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'invitation',
            },
        ),
        migrations.CreateModel(
            name='LearningPlanWeek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('week', models.PositiveSmallIntegerField()),
                ('goal', models.CharField(max_length=500)),
                ('tasks', models.JSONField(default=list)),
                ('evidence', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'week of a learning plan',
            },
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('pc6', models.CharField(blank=True, max_length=6)),
                ('pc4', models.CharField(blank=True, max_length=4)),
                ('city', models.CharField(blank=True, max_length=100)),
                ('country', models.CharField(default='NL', max_length=2)),
                ('region', models.CharField(blank=True, max_length=20)),
                ('x_m', models.IntegerField(null=True)),
                ('y_m', models.IntegerField(null=True)),
                ('features', models.JSONField(default=list)),
                ('public_transport', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'location',
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=2)),
                ('region', models.CharField(blank=True, max_length=20)),
                ('context_key', models.CharField(blank=True, max_length=255)),
                ('granted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'role',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('is_reported', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'message',
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(default='company', max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('trade_name', models.CharField(blank=True, max_length=200)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('region', models.CharField(blank=True, max_length=20)),
                ('registry', models.CharField(blank=True, max_length=40)),
                ('registry_number', models.CharField(blank=True, max_length=40)),
                ('registry_none_because', models.CharField(blank=True, max_length=200)),
                ('size', models.CharField(blank=True, max_length=10)),
                ('sbi', models.CharField(blank=True, max_length=10)),
                ('sbi_version', models.CharField(blank=True, max_length=10)),
                ('sector', models.CharField(blank=True, max_length=40)),
                ('website', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(default='draft', max_length=20)),
                ('verified_on', models.DateField(null=True)),
                ('answered', models.PositiveIntegerField(default=0)),
                ('unanswered', models.PositiveIntegerField(default=0)),
                ('active_on', models.DateField(default=django.utils.timezone.localdate)),
                ('context_key', models.CharField(blank=True, max_length=255)),
                ('blind', models.BooleanField(default=True)),
                ('company_check', models.BooleanField(default=True)),
                ('recheck_days', models.PositiveSmallIntegerField(default=30)),
                ('keep_file_months', models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                'verbose_name': 'organisation',
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'participant',
            },
        ),
        migrations.CreateModel(
            name='PendingEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'event to deliver',
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('issuer', models.CharField(max_length=255)),
                ('subject', models.CharField(max_length=255)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'person',
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('route', models.CharField(max_length=5)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('planned_hours', models.PositiveSmallIntegerField(default=0)),
                ('goals', models.TextField(blank=True)),
                ('work_processes', models.JSONField(default=list)),
                ('state', models.CharField(default='proposed', max_length=20)),
                ('holds_place', models.BooleanField(default=False)),
                ('day_one_sent_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('end_code', models.CharField(blank=True, max_length=20)),
                ('asked_by', models.CharField(blank=True, max_length=2)),
                ('created_on', models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={
                'verbose_name': 'placement',
            },
        ),
        migrations.CreateModel(
            name='PlacementPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=100)),
                ('route', models.CharField(max_length=5)),
                ('year', models.PositiveSmallIntegerField(default=1)),
                ('hours_required', models.PositiveSmallIntegerField(default=0)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('days', models.JSONField(default=list)),
                ('work_needed', models.JSONField(default=list)),
                ('contacts', models.PositiveSmallIntegerField(default=3)),
                ('assessment_form', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'placement plan',
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('crebo', models.CharField(max_length=5, unique=True)),
                ('name_nl', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, max_length=200)),
                ('level', models.CharField(max_length=1)),
                ('eqf', models.CharField(blank=True, max_length=1)),
                ('dossier', models.CharField(blank=True, max_length=20)),
                ('chamber', models.CharField(blank=True, max_length=40)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('equivalents', models.JSONField(default=list)),
                ('esco', models.JSONField(default=list)),
                ('list_version', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'verbose_name': 'programme',
            },
        ),
        migrations.CreateModel(
            name='RetentionMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('object_id', models.PositiveBigIntegerField()),
                ('keep', models.CharField(max_length=2)),
                ('deed', models.CharField(max_length=10)),
                ('marked_on', models.DateField(default=django.utils.timezone.localdate)),
                ('erase_on', models.DateField(db_index=True)),
                ('held_because', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name': 'mark of retention',
            },
        ),
        migrations.CreateModel(
            name='SafetyCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('tasks', models.JSONField(default=list)),
                ('forbidden_left', models.PositiveSmallIntegerField(default=0)),
                ('supervised', models.BooleanField(default=False)),
                ('hours_fit', models.BooleanField(default=False)),
                ('checked_on', models.DateField(null=True)),
            ],
            options={
                'verbose_name': 'safety check',
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('scope', models.PositiveBigIntegerField(default=0)),
                ('start', models.CharField(max_length=3)),
                ('word', models.CharField(max_length=40)),
                ('object_id', models.PositiveBigIntegerField()),
            ],
            options={
                'verbose_name': 'search word',
            },
        ),
        migrations.CreateModel(
            name='SharedAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('instrument_version', models.CharField(max_length=20)),
                ('level', models.CharField(max_length=40)),
                ('summary', models.JSONField(default=dict)),
                ('is_shared', models.BooleanField(default=False)),
                ('made_on', models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={
                'verbose_name': 'shared self-assessment',
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('is_hidden', models.BooleanField(default=False)),
                ('kind', models.CharField(max_length=20)),
                ('facts', models.TextField()),
                ('actions', models.TextField(blank=True)),
                ('state', models.CharField(default='open', max_length=10)),
                ('created_on', models.DateField(default=django.utils.timezone.localdate)),
                ('closed_on', models.DateField(null=True)),
            ],
            options={
                'verbose_name': 'signal',
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=2)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('method', models.CharField(default='screen', max_length=20)),
                ('assurance', models.CharField(default='simple', max_length=20)),
                ('evidence', models.CharField(blank=True, max_length=300)),
                ('document_hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'signature',
            },
        ),
        migrations.CreateModel(
            name='StudentProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('student_number', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('route', models.CharField(default='BOL', max_length=5)),
                ('year', models.PositiveSmallIntegerField(default=1)),
                ('pc4', models.CharField(blank=True, max_length=4)),
                ('x_m', models.IntegerField(null=True)),
                ('y_m', models.IntegerField(null=True)),
                ('travel_modes', models.JSONField(default=list)),
                ('max_minutes', models.PositiveSmallIntegerField(null=True)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('days', models.JSONField(default=list)),
                ('wish_text', models.TextField(blank=True)),
                ('work_wished', models.JSONField(default=list)),
                ('interests', models.JSONField(default=list)),
                ('languages', models.JSONField(default=dict)),
                ('licences', models.JSONField(default=list)),
                ('limits', models.JSONField(default=list)),
                ('adult_on', models.DateField(null=True)),
                ('enrolled_until', models.DateField(null=True)),
                ('waiting_since', models.DateField(default=django.utils.timezone.localdate)),
                ('is_placed', models.BooleanField(default=False)),
                ('wants_guidance', models.BooleanField(default=False)),
                ('help_first', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'student',
            },
        ),
        migrations.CreateModel(
            name='SupportWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('text', models.TextField()),
                ('shared_with', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'support wish',
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=2)),
                ('kind', models.CharField(max_length=40)),
                ('object_kind', models.CharField(max_length=20)),
                ('object_id', models.PositiveBigIntegerField()),
                ('because_of', models.PositiveBigIntegerField(null=True)),
                ('created_on', models.DateField(default=django.utils.timezone.localdate)),
                ('done_on', models.DateField(null=True)),
            ],
            options={
                'verbose_name': 'task',
            },
        ),
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_kind', models.CharField(max_length=20)),
                ('subject_id', models.PositiveBigIntegerField()),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'conversation',
            },
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('language', models.CharField(default='nl', max_length=2)),
                ('crebo', models.CharField(blank=True, max_length=5)),
                ('level', models.CharField(blank=True, max_length=1)),
                ('route', models.CharField(blank=True, max_length=5)),
                ('places', models.PositiveSmallIntegerField(default=1)),
                ('places_taken', models.PositiveSmallIntegerField(default=0)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('days', models.JSONField(default=list)),
                ('hours_per_week', models.PositiveSmallIntegerField(null=True)),
                ('allowance_from', models.PositiveIntegerField(null=True)),
                ('allowance_to', models.PositiveIntegerField(null=True)),
                ('expenses', models.CharField(blank=True, max_length=200)),
                ('languages', models.JSONField(default=dict)),
                ('licences', models.JSONField(default=dict)),
                ('features', models.JSONField(default=list)),
                ('sector', models.CharField(blank=True, max_length=40)),
                ('region', models.CharField(blank=True, max_length=20)),
                ('pc4', models.CharField(blank=True, max_length=4)),
                ('state', models.CharField(default='draft', max_length=20)),
                ('recognition_requested', models.BooleanField(default=False)),
                ('published_on', models.DateField(null=True)),
                ('publish_until', models.DateField(null=True)),
                ('sign_of_life', models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={
                'verbose_name': 'vacancy',
            },
        ),
        migrations.CreateModel(
            name='VacancyProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('crebo', models.CharField(max_length=5)),
            ],
            options={
                'verbose_name': 'programme of a vacancy',
            },
        ),
        migrations.CreateModel(
            name='VacancyTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(blank=True, max_length=300)),
                ('can_do', models.CharField(default='yes', max_length=10)),
                ('independence', models.PositiveSmallIntegerField(default=1)),
                ('tools', models.CharField(blank=True, max_length=300)),
                ('age_rule', models.CharField(default='any', max_length=10)),
                ('guidance', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name': 'task',
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name': 'wish',
            },
        ),
        migrations.CreateModel(
            name='WorkProcess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=300)),
                ('core_task_code', models.CharField(blank=True, max_length=40)),
                ('core_task', models.CharField(blank=True, max_length=300)),
                ('part', models.CharField(default='basic', max_length=10)),
            ],
            options={
                'verbose_name': 'work process',
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('template', models.CharField(blank=True, max_length=40)),
                ('contents', models.JSONField(default=dict)),
                ('document_hash', models.CharField(blank=True, max_length=64)),
                ('signing_route', models.CharField(default='screen', max_length=10)),
                ('signatories', models.JSONField(default=list)),
                ('minor_when_signing', models.BooleanField(default=False)),
                ('state', models.CharField(default='draft', max_length=20)),
                ('frozen_at', models.DateTimeField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('amends', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='amendments', to='winternship_board.agreement')),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.document')),
            ],
            options={
                'verbose_name': 'agreement',
            },
        ),
        migrations.CreateModel(
            name='EventWords',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='winternship_board.event')),
                ('reason', models.TextField(blank=True)),
                ('evidence', models.TextField(blank=True)),
                ('override', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'words with an event',
            },
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['kind', 'object_id', 'id'], name='wb_event_object'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['by_person', 'id'], name='wb_event_person'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('stream', 'sequence'), name='wb_event_once'),
        ),
        migrations.AddField(
            model_name='accreditation',
            name='location',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accreditations', to='winternship_board.location'),
        ),
        migrations.AddField(
            model_name='membership',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='location',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locations', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='evaluation',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='contactperson',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='blockedpair',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='application',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='application',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='accreditation',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accreditations', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='pendingevent',
            name='consumer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pending', to='winternship_board.consumer'),
        ),
        migrations.AddField(
            model_name='pendingevent',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pending', to='winternship_board.event'),
        ),
        migrations.AddField(
            model_name='participant',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='suspended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='verified_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='message',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='membership',
            name='granted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='membership',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='used_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='hourweek',
            name='approver',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='guardian',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='guardianships', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='document',
            name='added_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='contactperson',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contact_cards', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='brokenglass',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='application',
            name='waived_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='accreditation',
            name='checked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='accessentry',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='placement',
            name='application',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='placement', to='winternship_board.application'),
        ),
        migrations.AddField(
            model_name='placement',
            name='coordinator',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='placement',
            name='location',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='winternship_board.location'),
        ),
        migrations.AddField(
            model_name='placement',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='placement',
            name='previous',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.placement'),
        ),
        migrations.AddField(
            model_name='placement',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='school_placements', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='placement',
            name='stand_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='placement',
            name='supervisor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='supervised_placements', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='placement',
            name='trainer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='trained_placements', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='learningplanweek',
            name='placement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_weeks', to='winternship_board.placement'),
        ),
        migrations.AddField(
            model_name='internationalannex',
            name='placement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='international', to='winternship_board.placement'),
        ),
        migrations.AddField(
            model_name='hourweek',
            name='placement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='weeks', to='winternship_board.placement'),
        ),
        migrations.AddField(
            model_name='evaluation',
            name='placement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='evaluations', to='winternship_board.placement'),
        ),
        migrations.AddField(
            model_name='document',
            name='placement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='winternship_board.placement'),
        ),
        migrations.AddField(
            model_name='contactmoment',
            name='placement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_moments', to='winternship_board.placement'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='placement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='winternship_board.placement'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='placement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='winternship_board.placement'),
        ),
        migrations.AddField(
            model_name='placementplan',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='placementplan',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='winternship_board.programme'),
        ),
        migrations.AddField(
            model_name='placement',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='winternship_board.programme'),
        ),
        migrations.AddConstraint(
            model_name='retentionmark',
            constraint=models.UniqueConstraint(fields=('kind', 'object_id'), name='wb_retention_once'),
        ),
        migrations.AddField(
            model_name='safetycheck',
            name='checked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='safetycheck',
            name='placement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='safety_check', to='winternship_board.placement'),
        ),
        migrations.AddIndex(
            model_name='searchword',
            index=models.Index(fields=['kind', 'object_id'], name='wb_word_object'),
        ),
        migrations.AddConstraint(
            model_name='searchword',
            constraint=models.UniqueConstraint(fields=('kind', 'scope', 'start', 'word', 'object_id'), name='wb_word_once'),
        ),
        migrations.AddField(
            model_name='sharedassessment',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='signal',
            name='company',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='signal',
            name='handler',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='signal',
            name='reporter',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='signal',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='signature',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='winternship_board.agreement'),
        ),
        migrations.AddField(
            model_name='signature',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='studentprofile',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='students', to='winternship_board.person'),
        ),
        migrations.AddField(
            model_name='studentprofile',
            name='plan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='students', to='winternship_board.placementplan'),
        ),
        migrations.AddField(
            model_name='studentprofile',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='winternship_board.programme'),
        ),
        migrations.AddField(
            model_name='studentprofile',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='students', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='placement',
            name='student',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='winternship_board.studentprofile'),
        ),
        migrations.AddField(
            model_name='guardian',
            name='student',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guardians', to='winternship_board.studentprofile'),
        ),
        migrations.AddField(
            model_name='consent',
            name='student',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='winternship_board.studentprofile'),
        ),
        migrations.AddField(
            model_name='blockedpair',
            name='student',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocked_pairs', to='winternship_board.studentprofile'),
        ),
        migrations.AddField(
            model_name='application',
            name='student',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='winternship_board.studentprofile'),
        ),
        migrations.AddField(
            model_name='accessentry',
            name='student',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_entries', to='winternship_board.studentprofile'),
        ),
        migrations.AddField(
            model_name='supportwish',
            name='student',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='support_wish', to='winternship_board.studentprofile'),
        ),
        migrations.AddField(
            model_name='task',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='task',
            name='student',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.studentprofile'),
        ),
        migrations.AddIndex(
            model_name='thread',
            index=models.Index(fields=['subject_kind', 'subject_id'], name='wb_thread_subject'),
        ),
        migrations.AddField(
            model_name='participant',
            name='thread',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='winternship_board.thread'),
        ),
        migrations.AddField(
            model_name='message',
            name='thread',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='winternship_board.thread'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='contact',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='winternship_board.contactperson'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='location',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vacancies', to='winternship_board.location'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vacancies', to='winternship_board.organisation'),
        ),
        migrations.AddField(
            model_name='placement',
            name='vacancy',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='placements', to='winternship_board.vacancy'),
        ),
        migrations.AddField(
            model_name='application',
            name='vacancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='winternship_board.vacancy'),
        ),
        migrations.AddField(
            model_name='vacancyprogramme',
            name='vacancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programmes', to='winternship_board.vacancy'),
        ),
        migrations.AddField(
            model_name='vacancytask',
            name='vacancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='winternship_board.vacancy'),
        ),
        migrations.AddField(
            model_name='wish',
            name='student',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='winternship_board.studentprofile'),
        ),
        migrations.AddField(
            model_name='wish',
            name='vacancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='winternship_board.vacancy'),
        ),
        migrations.AddField(
            model_name='workprocess',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work_processes', to='winternship_board.programme'),
        ),
        migrations.AddConstraint(
            model_name='pendingevent',
            constraint=models.UniqueConstraint(fields=('consumer', 'event'), name='wb_pending_once'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['country', 'registry_number'], name='wb_org_registry'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['kind', 'region', 'state', 'id'], name='wb_org_region'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['kind', 'state', 'active_on'], name='wb_org_active'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(fields=['organisation', 'role'], name='wb_member_org_role'),
        ),
        migrations.AddIndex(
            model_name='brokenglass',
            index=models.Index(fields=['person', 'object_kind', 'object_id'], name='wb_glass_what'),
        ),
        migrations.AddIndex(
            model_name='accreditation',
            index=models.Index(fields=['state', 'checked_on'], name='wb_accr_checked'),
        ),
        migrations.AddConstraint(
            model_name='accreditation',
            constraint=models.UniqueConstraint(fields=('location', 'crebo'), name='wb_accreditation_once'),
        ),
        migrations.AddConstraint(
            model_name='learningplanweek',
            constraint=models.UniqueConstraint(fields=('placement', 'week'), name='wb_plan_week_once'),
        ),
        migrations.AddIndex(
            model_name='hourweek',
            index=models.Index(fields=['state', 'submitted_on'], name='wb_week_state'),
        ),
        migrations.AddConstraint(
            model_name='hourweek',
            constraint=models.UniqueConstraint(fields=('placement', 'iso_year', 'iso_week'), name='wb_week_once'),
        ),
        migrations.AddIndex(
            model_name='evaluation',
            index=models.Index(fields=['is_anonymous', 'asked_on'], name='wb_evaluation_asked'),
        ),
        migrations.AddIndex(
            model_name='contactmoment',
            index=models.Index(fields=['state', 'planned_on'], name='wb_contact_planned'),
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=models.Index(fields=['state', 'id'], name='wb_agreement_state'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('placement', 'number'), name='wb_agreement_once'),
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(fields=['school', 'state', 'id'], name='wb_signal_school'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('agreement', 'role'), name='wb_signature_once'),
        ),
        migrations.AddIndex(
            model_name='studentprofile',
            index=models.Index(fields=['school', 'is_placed', 'id'], name='wb_student_placed'),
        ),
        migrations.AddIndex(
            model_name='studentprofile',
            index=models.Index(fields=['school', 'name', 'id'], name='wb_student_name'),
        ),
        migrations.AddIndex(
            model_name='studentprofile',
            index=models.Index(fields=['school', 'programme', 'id'], name='wb_student_programme'),
        ),
        migrations.AddIndex(
            model_name='studentprofile',
            index=models.Index(fields=['school', 'student_number'], name='wb_student_number'),
        ),
        migrations.AddIndex(
            model_name='studentprofile',
            index=models.Index(fields=['enrolled_until'], name='wb_student_until'),
        ),
        migrations.AddConstraint(
            model_name='studentprofile',
            constraint=models.UniqueConstraint(fields=('person', 'school'), name='wb_student_once'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['student', 'purpose', 'id'], name='wb_consent_latest'),
        ),
        migrations.AddConstraint(
            model_name='blockedpair',
            constraint=models.UniqueConstraint(fields=('student', 'organisation'), name='wb_blocked_once'),
        ),
        migrations.AddIndex(
            model_name='accessentry',
            index=models.Index(fields=['student', 'id'], name='wb_access_student'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['organisation', 'role', 'done_on', 'id'], name='wb_task_open'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('thread', 'person'), name='wb_participant_once'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['thread', 'id'], name='wb_message_thread'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['state', 'id'], name='wb_vac_state'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['state', 'region', 'id'], name='wb_vac_region'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['state', 'sector', 'id'], name='wb_vac_sector'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['state', 'starts_on', 'id'], name='wb_vac_start'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['state', 'level', 'route', 'id'], name='wb_vac_level'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['state', 'pc4', 'id'], name='wb_vac_pc4'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['organisation', 'state', 'id'], name='wb_vac_org'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=check(models.Q(('places_taken__lte', models.F('places'))), 'wb_vacancy_capacity'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=check(models.Q(('places__gte', 1)), 'wb_vacancy_has_places'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['school', 'state', 'id'], name='wb_plc_school'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['organisation', 'state', 'id'], name='wb_plc_org'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['state', 'starts_on'], name='wb_plc_start'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['state', 'ends_on'], name='wb_plc_end'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['vacancy', 'holds_place'], name='wb_plc_vacancy'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['vacancy', 'state', 'id'], name='wb_app_vacancy'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['student', 'state', 'id'], name='wb_app_student'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['organisation', 'state', 'id'], name='wb_app_org'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['school', 'state', 'id'], name='wb_app_school'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['state', 'waiting_since'], name='wb_app_waiting'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['ended_on'], name='wb_app_ended'),
        ),
        migrations.AddConstraint(
            model_name='vacancyprogramme',
            constraint=models.UniqueConstraint(fields=('crebo', 'vacancy'), name='wb_vacancy_crebo'),
        ),
        migrations.AddConstraint(
            model_name='vacancytask',
            constraint=models.UniqueConstraint(fields=('vacancy', 'code'), name='wb_task_once'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.UniqueConstraint(fields=('student', 'vacancy'), name='wb_wish_once'),
        ),
        migrations.AddConstraint(
            model_name='workprocess',
            constraint=models.UniqueConstraint(fields=('programme', 'code'), name='wb_work_process_once'),
        ),
    ]
