"""One line that says what made a text, so that it can be made again.

The idea of a self-describing score is sacreBLEU's (Post 2018,
"A Call for Clarity in Reporting BLEU Scores"); here it describes an output.
"""

from __future__ import annotations

from collections.abc import Mapping

from presscli import __version__


def sign(task: str, model: str, revision: str, engine: str, options: Mapping[str, object]) -> str:
    """Describe how a text was made.

    Args:
        task: ``translate`` or ``summarize``.
        model: The model's name in models.yaml.
        revision: Its commit or content hash; shortened to 8 characters.
        engine: Engine and number format, such as ``ct2-int8``.
        options: Decoding options that shape the output, in a fixed order.

    Returns:
        Fields joined by ``|``, such as
        ``translate|model:m@1a2b3c4d|engine:ct2-int8|beam:4|presscli:0.1.0``.
    """
    fields = [task, f"model:{model}@{revision[:8] or 'unknown'}", f"engine:{engine}"]
    fields += [f"{name}:{value}" for name, value in options.items()]
    return "|".join([*fields, f"presscli:{__version__}"])
