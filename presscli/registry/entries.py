"""From the checked values of one entry to a model or a profile."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from presscli.registry.fields import Fields, suggestion
from presscli.registry.spec import (
    Architecture,
    Decoding,
    FileSpec,
    HubSource,
    ModelSpec,
    PackagedSource,
    Profile,
    Prompts,
    Score,
    Source,
    Task,
    WheelSource,
)

NAME = r"[a-z0-9][a-z0-9._-]{0,63}"
"""Model names become folder names: no separators, no leading dot, one case."""
_LANGUAGE = r"[a-z]{2}"
_SHA256 = r"[0-9a-f]{64}"
_HUB_REPO = r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*"
_FILE = r"(?!.*\.\.)[A-Za-z0-9_][\w.+-]*"
_MEMBER = rf"{_FILE}(/{_FILE})*"
_SHA256_EXAMPLE = "64 hexadecimal digits"


def build_model(name: str, fields: Fields) -> ModelSpec:
    """Build one model; what is wrong with it goes to ``fields.problems``."""
    task = fields.text("task", allowed=list(Task))
    decoding = _decoding(fields, Decoding())
    spec = ModelSpec(
        name=name,
        task=Task(task) if task else Task.BOTH,
        architecture=_architecture(fields),
        source_lang=fields.text("source_lang", pattern=_LANGUAGE, example="it"),
        target_lang=fields.text("target_lang", pattern=_LANGUAGE, example="en"),
        source=_source(fields),
        licence=fields.text("licence"),
        download_bytes=fields.integer("download_bytes", minimum=0, maximum=10**12, default=0),
        max_source_tokens=fields.integer("max_source_tokens", minimum=8, maximum=131_072),
        decoding=decoding,
        summary_decoding=_summary_decoding(fields, decoding),
        prompts=_prompts(fields),
        scores=_scores(fields),
        files=_files(fields),
        note=fields.text("note", default=""),
    )
    _check_prompts(spec, fields)
    fields.finish()
    return spec


def build_profile(name: str, fields: Fields, models: Mapping[str, ModelSpec]) -> Profile:
    """Build one profile; its models must exist and do what it wants of them."""
    translator = fields.text("translator", example="a model's name")
    summarizer = fields.text("summarizer", default="")
    for key, model in (("translator", translator), ("summarizer", summarizer)):
        if not model:
            continue
        if model not in models:
            fields.note(key, f"{model!r} is not a model{suggestion(model, list(models))}")
        elif key == "translator" and not models[model].translates:
            fields.note(key, f"{model!r} does not translate (task: {models[model].task})")
        elif key == "summarizer" and not models[model].summarizes:
            fields.note(key, f"{model!r} does not summarize (task: {models[model].task})")
    fields.finish()
    return Profile(name, translator, summarizer)


def _architecture(fields: Fields) -> Architecture:
    value = fields.text("architecture", allowed=list(Architecture))
    return Architecture(value) if value else Architecture.MARIAN


def _source(fields: Fields) -> Source:
    unknown = PackagedSource("")
    source = fields.mapping("source", required=True)
    if source is None:
        return unknown
    kinds = [kind for kind in ("hub", "packaged", "wheel") if source.has(kind)]
    if len(kinds) != 1:
        fields.note("source", "needs exactly one of hub, packaged, wheel")
        return unknown
    result: Source
    if kinds == ["hub"]:
        repo = source.text("hub", pattern=_HUB_REPO, example="organisation/name")
        result = HubSource(repo, source.text("revision", default="main", pattern=r"[\w./-]+"))
    elif kinds == ["packaged"]:
        result = PackagedSource(source.text("packaged", pattern=NAME, example="embedded-v1"))
    else:
        result = WheelSource(
            project=source.text("wheel", pattern=r"[A-Za-z0-9][\w.-]*", example="project-name"),
            version=source.text("version", pattern=r"[0-9][\w.!+]*", example="'1.0.2'"),
            file=source.text("file", pattern=rf"{_FILE}\.whl", example="name-1.0-py3-none-any.whl"),
            sha256=source.text("sha256", pattern=_SHA256, example=_SHA256_EXAMPLE),
            member=source.text("member", pattern=_MEMBER, example="folder/model.gguf"),
        )
    source.finish()
    return result


def _decoding(fields: Fields, base: Decoding) -> Decoding:
    """Read the options that stand in ``fields``; what is missing is as in ``base``."""
    decoding = Decoding(
        beam_size=fields.integer("beam_size", minimum=1, maximum=32, default=base.beam_size),
        length_penalty=fields.number(
            "length_penalty", minimum=-5, maximum=10, default=base.length_penalty
        ),
        repetition_penalty=fields.number(
            "repetition_penalty", minimum=0.1, maximum=10, default=base.repetition_penalty
        ),
        no_repeat_ngram_size=fields.integer(
            "no_repeat_ngram_size", minimum=0, maximum=20, default=base.no_repeat_ngram_size
        ),
        min_target_tokens=fields.integer(
            "min_target_tokens", minimum=0, maximum=4096, default=base.min_target_tokens
        ),
        max_target_tokens=fields.integer(
            "max_target_tokens", minimum=1, maximum=4096, default=base.max_target_tokens
        ),
    )
    if decoding.min_target_tokens > decoding.max_target_tokens:
        low, high = decoding.min_target_tokens, decoding.max_target_tokens
        fields.note("min_target_tokens", f"{low} is above max_target_tokens ({high})")
    return decoding


def _summary_decoding(fields: Fields, decoding: Decoding) -> Decoding:
    summary = fields.mapping("summary")
    if summary is None:
        return decoding
    result = _decoding(summary, decoding)
    summary.finish()
    return result


def _prompts(fields: Fields) -> Prompts:
    prompts = fields.mapping("prompts")
    if prompts is None:
        return Prompts()
    result = Prompts(
        translate=prompts.text("translate", default=""),
        summarize=prompts.text("summarize", default=""),
        end=prompts.text("end", example="<eos>"),
    )
    for key in ("translate", "summarize"):
        prompt = getattr(result, key)
        if prompt and prompt.count("{text}") != 1:
            prompts.note(key, f"{prompt!r} must hold {{text}} once")
    prompts.finish()
    return result


def _check_prompts(spec: ModelSpec, fields: Fields) -> None:
    if spec.architecture is not Architecture.PROMPTED:
        if spec.prompts != Prompts():
            fields.note("prompts", f"only for prompted models (architecture: {spec.architecture})")
        return
    if spec.translates and not spec.prompts.translate:
        fields.note("prompts.translate", "missing (text with {text} in it)")
    if spec.summarizes and not spec.prompts.summarize:
        fields.note("prompts.summarize", "missing (text with {text} in it)")


def _scores(fields: Fields) -> tuple[Score, ...]:
    scores = []
    for item in fields.mappings("scores"):
        score = Score(
            test_set=item.text("test_set"),
            metric=item.text("metric"),
            value=item.number("value", minimum=-1e6, maximum=1e6, default=None),
            source=item.text("source"),
        )
        item.finish()
        scores.append(score)
    return tuple(scores)


def _files(fields: Fields) -> Mapping[str, FileSpec]:
    files = fields.mapping("files")
    if files is None:
        return MappingProxyType({})
    result = {}
    for name in files.values:
        entry = files.mapping(name)
        if entry is None:
            continue
        result[name] = FileSpec(
            sha256=entry.text("sha256", pattern=_SHA256, example=_SHA256_EXAMPLE),
            size_bytes=entry.integer("size_bytes", minimum=0, maximum=10**12),
        )
        entry.finish()
    return MappingProxyType(result)
