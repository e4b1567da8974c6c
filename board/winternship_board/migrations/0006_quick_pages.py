from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("winternship_board", "0005_own_notes"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="searchword",
            name="wb_word_object",
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=models.Index(fields=["kind", "object_id", "start", "word"], name="wb_word_of"),
        ),
        migrations.AddIndex(
            model_name="vacancy",
            index=models.Index(fields=["starts_on", "id", "state"], name="wb_vac_by_start"),
        ),
    ]
