"""Pictures: taken in, re-encoded, and shown to those who see the A3."""

from __future__ import annotations

from flask import Blueprint, current_app, jsonify, request, send_from_directory
from flask.typing import ResponseReturnValue

from a3tracker.config import Config
from a3tracker.domain.errors import Invalid
from a3tracker.rendering.pictures import reencode
from a3tracker.usecases import pictures as usecases
from a3tracker.usecases.pictures import ReadyPicture
from a3tracker.web.guard import actor

blueprint = Blueprint("pictures", __name__)

TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}


@blueprint.post("/a3/<int:number>/pictures")
def add(number: int) -> ResponseReturnValue:
    """Take a picture for this A3; answers with the Markdown that shows it."""
    usecases.ensure_may_add(actor(), number)
    file = request.files.get("picture")
    if file is None or not file.filename:
        raise Invalid("Choose a picture: PNG, JPEG, WebP or GIF.")
    made = reencode(file.read())
    config: Config = current_app.extensions["a3tracker"]
    ready = ReadyPicture(made.data, made.sha, made.extension, made.width, made.height)
    url = usecases.keep_picture(actor(), number, ready, config.pictures)
    return jsonify(url=url, markdown=f"![picture]({url})")


@blueprint.get("/pictures/<name>")
def show(name: str) -> ResponseReturnValue:
    """One picture, with its own type and nothing else."""
    file_name = usecases.found_picture(actor(), name)
    config: Config = current_app.extensions["a3tracker"]
    kind = TYPES[file_name.rpartition(".")[2]]
    answer = send_from_directory(config.pictures, file_name, mimetype=kind, max_age=31_536_000)
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer
