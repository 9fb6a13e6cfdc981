"""Mail's minute: remind, bundle what is unread, send what stands in the outbox."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from ipaddress import ip_address

from flask import current_app

from a3tracker.config import Config, Smtp
from a3tracker.domain.mails import closing
from a3tracker.usecases.mails import (
    Claim,
    bundle_mail,
    claim_mail,
    mail_failed,
    mail_sent,
    unsubscribe_token,
)
from a3tracker.usecases.reminders import remind_people

#: Seconds that the server may take for one answer; printouts wait behind it.
PATIENCE = 15
NO_ADDRESS = "The address cannot be written to."
NOT_IN_CLEAR = "The server offers no encryption, and the password is not sent in clear."


class NotInClear(smtplib.SMTPException):
    """Nobody on the way shall read the password."""


def mail_round() -> None:
    """What is to be done each minute, and as soon as somebody was told something."""
    config: Config = current_app.extensions["a3tracker"]
    remind_people()
    if not config.sends_mail:
        return
    bundle_mail(config)
    while (claim := claim_mail()) is not None:
        if not send(config, claim):
            # The server is out of reach: the others wait for the next minute instead of failing one by one.
            return


def send(config: Config, claim: Claim) -> bool:
    """Hand one mail to the server and write down how it went; False when there is no use in going on."""
    assert config.smtp is not None
    try:
        message = message_of(config, claim)
    except (MessageError, ValueError, IndexError):
        mail_failed(claim, NO_ADDRESS, for_good=True)
        return True
    try:
        deliver(config.smtp, message)
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        mail_failed(claim, _said(code, words), for_good=code >= 500)
        return True
    except smtplib.SMTPDataError as refusal:
        mail_failed(claim, _said(refusal.smtp_code, refusal.smtp_error))
        return True
    except smtplib.SMTPResponseException as refusal:
        mail_failed(claim, _said(refusal.smtp_code, refusal.smtp_error))
        return False
    except OSError as error:
        mail_failed(claim, f"The server was not reached: {error.strerror or error}")
        return False
    mail_sent(claim)
    return True


def message_of(config: Config, claim: Claim) -> EmailMessage:
    """The letter as a mail, with the way to stop it: a button of the mail program, and a line of text."""
    base = config.base_url or ""
    stop = f"{base}/unsubscribe/{unsubscribe_token(config, claim.person)}"
    message = EmailMessage()
    message["From"] = Address("a3tracker", addr_spec=config.mail_from)
    message["To"] = Address(addr_spec=claim.to)
    message["Subject"] = claim.letter.subject
    message["Date"] = formatdate(claim.claimed_at.timestamp())
    message["Message-ID"] = claim.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(f"{claim.letter.text}\n\n{closing(claim.pace, base, stop)}\n", cte="quoted-printable")
    return message


def deliver(server: Smtp, message: EmailMessage) -> None:
    """One conversation with the server."""
    context = ssl.create_default_context()
    with _line_to(server, context) as line:
        line.ehlo()
        safe = server.tls or _on_this_machine(server.host)
        if not server.tls and line.has_extn("starttls"):
            line.starttls(context=context)
            line.ehlo()
            safe = True
        if server.user and not safe:
            raise NotInClear(NOT_IN_CLEAR)
        if server.user:
            line.login(server.user, server.password)
        line.send_message(message)


def _line_to(server: Smtp, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=PATIENCE)


def _on_this_machine(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _said(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"The server said: {code} {said}"
