"""What a tutorial does: load with transformers, translate sentence by sentence, print each.

python cold.py WEIGHTS FILE THREADS
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


def main() -> None:
    """Print the English of a file."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    folder, path, threads = sys.argv[1:]
    if int(threads):
        torch.set_num_threads(int(threads))
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32)
    for paragraph in Path(path).read_text(encoding="utf-8").split("\n\n"):
        for sentence in re.split(r"(?<=[.!?])\s+", paragraph.strip()):
            inputs = tokenizer(sentence, return_tensors="pt")
            output = model.generate(**inputs, num_beams=4, max_new_tokens=256)
            print(tokenizer.decode(output[0], skip_special_tokens=True), flush=True)


if __name__ == "__main__":
    main()
