import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("winternship_board", "0004_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=2000)),
                ("made_on", models.DateField(default=django.utils.timezone.localdate)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="winternship_board.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_notes",
                        to="winternship_board.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "own note",
                "indexes": [models.Index(fields=["person", "organisation", "id"], name="wb_note_own")],
            },
        ),
    ]
