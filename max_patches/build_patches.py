"""Writes the patches of this package: ``python max_patches/build_patches.py``."""

from __future__ import annotations

from pathlib import Path

from builders import max_files, max_reference, pd_files

HERE = Path(__file__).parent


def build(folder: Path) -> list[Path]:
    """Write every patch below ``folder`` and return the files. The output is the same every time."""
    texts = {
        **max_files.patches(),
        **{f"docs/{name}": text for name, text in max_reference.references().items()},
        **{f"pd/{name}": text for name, text in pd_files.patches().items()},
    }
    files = []
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        files.append(file)
    return files


if __name__ == "__main__":
    for written in build(HERE):
        print(written)
