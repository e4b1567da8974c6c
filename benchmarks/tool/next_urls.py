"""The two doors of PyLTI1p3next, in the process that has nothing else."""

from __future__ import annotations

from django.urls import path

from . import pylti

urlpatterns = [
    path("pylti/<slug:setup>/login", pylti.login),
    path("pylti/<slug:setup>/launch", pylti.launch, name="pylti-launch"),
]
