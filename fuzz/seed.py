#!/usr/bin/env python3
"""Seeds the fuzz corpora (fuzz/corpus, not kept in the repository) from the posts and files that the tests use."""
import hashlib
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent


def seed(target, data):
    folder = ROOT / "fuzz" / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def posts():
    for path in sorted((ROOT / "tests" / "corpus").rglob("*.jsonl")):
        for line in path.read_text().splitlines():
            yield json.loads(line)["text"], line
    for path in sorted((ROOT / "tests").rglob("*.toml")):
        for text in re.findall(r'^\s*"(.+)",?$', path.read_text(), re.M):
            yield text, json.dumps({"text": text}, ensure_ascii=False)


def main():
    lines = []
    for number, (text, line) in enumerate(posts()):
        if number % 5 == 0:
            circumstances = bytes((number >> at) % 4 for at in range(9)) if number % 2 else b""
            names = b"n" + b"politie\0Marie de Vries\0policing" if circumstances else b""
            seed("post", text.encode() + (b"\0" + circumstances + names if circumstances else b""))
        lines.append(line)
    for at in range(0, len(lines), 97):
        seed("batch", "\n".join(lines[at : at + 3]).encode())
    seed("batch", b"\xef\xbb\xbf" + b'{"id":1,"text":"x"}\r\n\n{"id":"a","text":7}\n{"id":[],"text":""}\n\xff')
    seed("batch", b'id,text,role,attachments\n1,"De PVV, tja\nnee",police,uniform;uniform\n2,x,,\n"3,open')
    for path in sorted((ROOT / "lexicons").rglob("*.toml")):
        text = path.read_text()
        if path.name == "policy.toml":
            seed("policy", text.encode())
            continue
        # A few groups each, or a turn would take too long.
        parts = re.split(r"\n(?=\[\[)", text)
        head = parts[0] if parts[0].startswith("language") or "\nlanguage" in parts[0] else ""
        for part in parts[1:: max(1, len(parts) // 6)]:
            seed("lexicon", (head + "\n" + part[:3000]).encode())


if __name__ == "__main__":
    main()
