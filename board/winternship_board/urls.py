"""The addresses of the board itself: all else of it is shown by a block. A host includes them where it likes."""

from __future__ import annotations

from django.urls import path

from winternship_board.digests import views

urlpatterns = [
    path("mail/stop/<str:token>", views.stop, name="winternship-board-mail-stop"),
    path("mail/confirm/<str:token>", views.confirm, name="winternship-board-mail-confirm"),
    path("calendar/<str:secret>.ics", views.calendar, name="winternship-board-calendar"),
]
