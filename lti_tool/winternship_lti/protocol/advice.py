"""So that an administrator who reads an error also reads, in Dutch or English, what to do about it."""

from __future__ import annotations

from typing import Final

from winternship_core.text import Text

REOPEN: Final = Text(
    nl="Open de link in de cursus opnieuw. Gaat het weer fout? Vraag het de beheerder.",
    en="Open the link in the course again. Does it fail again? Ask the administrator of your platform.",
)
CHECK_ADDRESSES: Final = Text(
    nl="Kijk in de leeromgeving of de adressen van deze tool (login, launch) precies zijn overgenomen.",
    en="Check in the platform that the addresses of this tool (login, launch) were copied exactly.",
)
CHECK_REGISTRATION: Final = Text(
    nl="Vergelijk issuer, client-id en deployment-id hier met die in de leeromgeving. Ze moeten gelijk zijn.",
    en="Compare issuer, client id and deployment id here with those in the platform. They must be equal.",
)
NAME_CLIENT: Final = Text(
    nl="Deze issuer heeft meer registraties. Laat de leeromgeving het client-id meesturen bij de login.",
    en="This issuer has several registrations. Let the platform send its client id with the login.",
)
CHECK_KEYS: Final = Text(
    nl="Open het sleuteladres (JWKS) van de registratie. Het moet een RSA-sleutel van 2048 bits tonen.",
    en="Open the key address (JWKS) of the registration. It must show an RSA key of 2048 bits or more.",
)
CHECK_CLOCKS: Final = Text(
    nl="Vergelijk de klok van deze server met die van de leeromgeving. Zet op beide tijdsynchronisatie aan.",
    en="Compare the clock of this server with that of the platform. Switch on time synchronisation on both.",
)
REPORT_PLATFORM: Final = Text(
    nl="De leeromgeving stuurt een bericht dat niet klopt. Meld de code en de paragraaf bij de leverancier.",
    en="The platform sends a message that is not right. Report the code and the clause to its supplier.",
)
SEND_USER: Final = Text(
    nl="De leeromgeving stuurt niet wie er start. Zet dat daar aan, of sta het toe in de registratie.",
    en="The platform does not send who is launching. Switch that on there, or allow it in the registration.",
)
APPROVE_DEPLOYMENT: Final = Text(
    nl="Deze koppeling (deployment) wacht op goedkeuring. Keur haar goed in het beheer.",
    en="This deployment waits for approval. Approve it in the admin.",
)
UNBLOCK_DEPLOYMENT: Final = Text(
    nl="Deze koppeling (deployment) is geblokkeerd. Hef de blokkade op in het beheer als dat moet.",
    en="This deployment is blocked. Lift the block in the admin if that is what you want.",
)
ASK_TEACHER: Final = Text(
    nl="Alleen een docent of beheerder mag dit. Vraag het aan je docent.",
    en="Only a teacher or an administrator may do this. Ask your teacher.",
)
SIGN_IN_AGAIN: Final = Text(
    nl="De leeromgeving weigerde. Log daar opnieuw in en open de link in de cursus nog een keer.",
    en="The platform declined. Sign in there again and open the link in the course once more.",
)
ALLOW_SERVICES: Final = Text(
    nl="Kijk of de leeromgeving deze tool cijfers laat schrijven en bij de sleutels (JWKS) van de tool kan.",
    en="Check that the platform lets this tool write grades, and that it can reach the tool's keys (JWKS).",
)
CHECK_PERSON: Final = Text(
    nl="Kijk of deze persoon in de cursus zit als student en of de cijferkolom nog bestaat.",
    en="Check that this person is in the course as a student, and that the grade column still exists.",
)
CHOOSE_AGAIN: Final = Text(
    nl="Deze plek in de cursus neemt je keuze zo niet aan. Ga terug en kies opnieuw.",
    en="This place in the course does not take your choice like this. Go back and choose again.",
)
MAKE_COLUMN: Final = Text(
    nl="Geef de activiteit in de leeromgeving een cijfer, of sta toe dat de tool cijferkolommen maakt.",
    en="Give the activity a grade in the platform, or let the tool make grade columns.",
)
CHECK_REGISTERING: Final = Text(
    nl="De leeromgeving beschrijft zichzelf niet goed. Plak de link daar opnieuw, of registreer met de hand.",
    en="The platform does not describe itself properly. Paste the link there again, or register by hand.",
)
START_REGISTERING_AGAIN: Final = Text(
    nl="De leeromgeving weigerde de registratie. Plak de link daar nog eens, of registreer met de hand.",
    en="The platform refused the registration. Paste the link there once more, or register by hand.",
)
REGISTER_BY_HAND: Final = Text(
    nl="Verwijder de tool weer in de leeromgeving en registreer met de hand.",
    en="Remove the tool from the platform again, and register by hand.",
)
NAME_ISSUER: Final = Text(
    nl="Klopt deze issuer? Maak dan een nieuwe uitnodiging waarin hij staat. Anders: vertrouw dit niet.",
    en="Is this issuer right? Then make a new invitation that names it. Otherwise do not trust this.",
)
ALLOW_NETWORK: Final = Text(
    nl="Staat de leeromgeving in een eigen netwerk? Zet dan WINTERNSHIP_ALLOW_PRIVATE_NETWORKS aan.",
    en="Is the platform in a private network? Then switch on WINTERNSHIP_ALLOW_PRIVATE_NETWORKS.",
)
CHANGE_BY_HAND: Final = Text(
    nl="Deze koppeling bestaat al en is niet veranderd. Pas haar zo nodig aan in het beheer.",
    en="This connection exists already and was not changed. Change it in the admin if need be.",
)
NOTHING_TO_DO: Final = Text(
    nl="Dit was al verwerkt. Je hoeft niets te doen.",
    en="This was dealt with before. There is nothing to do.",
)
TRY_LATER: Final = Text(
    nl="De leeromgeving antwoordt niet goed. Probeer het later opnieuw.",
    en="The platform does not answer properly. Try again later.",
)
REPORT_US: Final = Text(
    nl="Dit is een fout in deze tool. Meld de code bij de makers.",
    en="This is a mistake in this tool. Report the code to its makers.",
)
