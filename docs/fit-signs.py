#!/usr/bin/env python3
"""Chooses the points of signs: writes lexicons/rules/signs.toml from the development corpora. Needs numpy.

    cargo build --release --example try_lexicons
    docs/fit-signs.py [--quiet 0.989] > lexicons/rules/signs.toml

An ordinal logistic regression per dimension, with a pull towards zero. The score that the other rules give counts as it
is; signs are asked to lift what falls short of the expected range, and to leave alone what lies in it. Files of turns of
phrase are left out while fitting, for they were learnt from these very posts and would vouch for themselves.
"""
import argparse, glob, json, os, random, re, shutil, subprocess, sys, tempfile, tomllib
import numpy as np

DIMENSIONS = ("neutrality", "loyalty", "decency")
LEVELS = ("none", "low", "medium", "high")
BEGINS = (-9.0, -1.0, 0.0, 1.0, 9.0)  # where each level begins, in log-odds points
CERTAINTY = -2 * np.log(0.75)  # what the doubt of a reading by signs costs
TRY = "target/release/examples/try_lexicons"

# Concepts that steer the reading, and those that every post has.
NO_SIGNS = set(
    "speaker abuse determiner linker dutch-word english-word other-word conjunction no-negation exclamative nobody "
    "writer innocent copula topic derogation own-by-nature politics person political pronoun id".split()
)
MOOD = (
    "tone matter here demand equation verdict upcoming hearsay shade lowly disapproval sarcasm pointing shortcoming "
    "totality laughter irony scare-quote rhetorical profanity contempt insult jab criticism dishonesty vulgar epithet "
    "mockery doubt conspiracy plot dispute distress smear threat disease slur dehumanising apophasis stance approval "
    "praise service attribution news first-person negation addressee workplace own-work own-possessive force stereotype "
    "exclusion campaign defiance intimate particular guilt bodily mandate insider unannounced".split()
)
# The blocks of each dimension: the rule that they speak for, what they need, and what they may count (None: all).
BLOCKS = {
    "neutrality": [
        ("contested-stance", ["speaker"], None),
        ("party-attack", ["political"], MOOD),
        ("partisan-endorsement", ["campaign", "endorsement", "own-vote"],
         "party politician approval praise first-person addressee service rhetorical sarcasm dispute".split()),
        ("group-blame", ["group", "movement"], MOOD),
        ("unequal-service", ["defiance", "unequal-service"],
         "group movement party political client workplace own-work first-person".split()),
        ("prejudging", ["guilt"], "suspect incident judge policing workplace news".split()),
    ],
    "loyalty": [
        ("own-policy-criticism", ["speaker"], None),
        ("minister-attack", ["leadership", "boss", "officeholder", "government"], MOOD),
        ("own-policy-criticism", ["own-work", "workplace", "own-possessive", "burden", "own-organisation"],
         MOOD + ["policy", "client", "hardship"]),
        ("confidential", ["insider", "unannounced", "hint", "document", "disclosure"],
         "insider unannounced hint document workplace own-work first-person service news public-source particular".split()),
        ("citizen-data", ["intimate", "particular", "personal-data"],
         "intimate particular client suspect workplace own-work laughter sarcasm service approval".split()),
        ("refusal", ["defiance", "refusal"], "first-person policy workplace own-work leadership".split()),
        ("unmandated-voice", ["mandate", "unmandated"], "disapproval dispute organisation insider".split()),
        ("incident-speculation", ["guilt"], "incident victim news workplace".split()),
        ("colleague-shaming", ["colleague"], "disapproval lowly sarcasm particular intimate shaming".split()),
    ],
    "decency": [
        ("personal-insult", ["speaker"], None),
        ("mockery", ["client", "suspect", "victim", "intimate"], MOOD),
        ("discrimination", ["group", "movement", "voters"], MOOD),
        ("threat", ["force", "threat"],
         "group political person movement client suspect press judge addressee pointing first-person".split()),
        ("personal-insult", ["political", "leadership", "boss", "colleague", "person"], MOOD),
        ("sexual-remark", ["bodily"], "colleague officeholder client suspect first-person sarcasm".split()),
    ],
}
GROUPS = {
    "nl": ["moslims", "Joden", "Marokkanen", "Polen", "homo's", "vrouwen", "transgenders", "vluchtelingen"],
    "en": ["Muslims", "Jews", "black people", "immigrants", "gay people", "women", "trans people", "Travellers"],
}


def posts():
    """Labelled posts, then ordinary text, on which nothing may be warned about, with the weight of each."""
    for path in sorted(glob.glob("tests/corpus/development/*.jsonl") + glob.glob("../shared/devset/*.jsonl")):
        for line in open(path, encoding="utf-8"):
            case = json.loads(line)
            yield case, 6.0 if case["id"].startswith("dev-") else 1.0
    plain = {dimension: "none-low" for dimension in DIMENSIONS}
    for path in sorted(glob.glob("tests/corpus/ordinary/*.txt")):
        for at, line in enumerate(filter(str.strip, open(path, encoding="utf-8"))):
            yield {"id": f"{path}:{at}", "text": line.strip(), "lang": "en" if "-en" in path else "nl", "expect": plain}, 4.0
    for path in sorted(glob.glob("lexicons/rules/*.toml")):
        for rule in tomllib.load(open(path, "rb")).get("rule", []):
            for miss in rule.get("misses", []):
                miss = {"text": miss} if isinstance(miss, str) else miss
                yield {"id": rule["id"], "expect": plain, **miss}, 6.0
            for lang in ("nl", "en"):
                for text in rule.get("message", {}).get(lang), rule.get("advice", {}).get(lang):
                    if text:  # what coaches must not be coached
                        yield {"id": rule["id"], "text": text, "lang": lang, "expect": dict.fromkeys(DIMENSIONS, "none")}, 9.0
    pick = random.Random(3)
    for lang, groups in GROUPS.items():
        for one in tomllib.load(open(f"tests/functional/development-{lang}.toml", "rb"))["class"]:
            expect = {"neutrality": "medium-high", "decency": "low-high"} if one["hateful"] else plain
            for at, sentence in enumerate(one["sentences"]):
                for group in pick.sample(groups, 2) if "{" in sentence else [""]:
                    text = sentence.replace("{group}", group).replace("{member}", group.rstrip("s"))
                    case = {"id": f"{lang}-{one['id']}-{at}-{group}", "text": text, "lang": lang, "expect": expect}
                    yield case, 1.0 if one["hateful"] else 8.0


def ask(lexicons, mode, cases):
    keys = ("id", "text", "lang", "context")
    lines = "".join(json.dumps({k: case[k] for k in keys if k in case}, ensure_ascii=False) + "\n" for case in cases)
    done = subprocess.run([TRY, lexicons, mode], input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def circumstances(policy, case, signs, dimension):
    """What the circumstances of a post add and take, as src/weigh.rs does."""
    weights = {(w["factor"], w["value"]): w for w in policy["weight"]}
    context, text, known = case.get("context", {}), case["text"], []
    for name in ("role", "account", "policy_distance", "timing", "reach", "act"):
        known += [(name, context[name])] if name in context else []
    for name in ("employer_visible", "election_period"):
        known += [(name, str(context[name]).lower())] if name in context else []
    known += [("attachment", one) for one in set(context.get("attachments", []))]
    if "own-work" in signs and context.get("employer_visible") is not True:
        known.append(("told_in_text", "own_work"))
    even = not re.search("[!?#…\u2600-\u27bf\U0001F000-\U0001FAFF]", text) and len(re.findall(r"\w+", text)) >= 12
    if even and "speaker" not in signs:  # leaves out that abuse is never factual
        known.append(("manner", "factual"))
    known += [("manner", "hedged")] * ("hedge" in signs) + [("manner", "disclaimer")] * ("disclaimer" in signs)
    known += [("repair", "apology")] * ("apology" in signs)
    raised = softened = 0.0
    for weight in filter(None, map(weights.get, known)):
        points = weight.get(dimension, 0.0)
        if points < 0 and not weight.get("cancels"):
            softened += points
        else:
            raised += points
    return raised + max(softened, policy["softening"]["most"][dimension])


def columns(signs, dimension, names=None):
    """A column for every sign of every block, and for the block itself."""
    blocks = BLOCKS[dimension]
    if names is None:
        seen = sorted({concept for one in signs for concept in one} - NO_SIGNS)
        names = []
        for at, (_, _, counted) in enumerate(blocks):
            names += [(at, None)] if at else []
            names += [(at, concept) for concept in (seen if counted is None else [c for c in counted if c in seen])]
    joins = np.array([[any(need in one for need in needs) for _, needs, _ in blocks] for one in signs])
    x = np.array([[1.0 if c is None else one.get(c, 0.0) for _, c in names] for one in signs])
    return x * joins[:, [at for at, _ in names]], names


def fit(x, least, most, given, fixed, weight, pull=3.0, steep=2.0, margin=0.2, rounds=500):
    w, bias = np.zeros(x.shape[1]), -2.0
    moments = [np.zeros_like(w), np.zeros_like(w), 0.0, 0.0]
    heavy = np.where(most <= 0, 2.0, 1.0)  # a false alarm costs more than a miss
    for round_ in range(rounds):
        z = x @ w + bias + fixed
        s = np.maximum(z, given)
        share = 1 / (1 + np.exp(np.clip((given - z) / 0.3, -30, 30)))
        up = -steep / (1 + np.exp(np.clip(steep * (s - least - margin), -30, 30))) * (least > -9)
        down = steep / (1 + np.exp(np.clip(-steep * (s - most + margin), -30, 30))) * (most < 9)
        slope = (up + down * heavy) * weight * np.maximum(share, 0.15 * (up < 0))
        for k, gradient in ((0, (x.T @ slope + pull * w) / len(z)), (1, slope.sum() / len(z))):
            rate, t = 0.04 * (1 - round_ / rounds), round_ + 1
            moments[k * 2] = 0.9 * moments[k * 2] + 0.1 * gradient
            moments[k * 2 + 1] = 0.999 * moments[k * 2 + 1] + 0.001 * gradient**2
            step = rate * (moments[k * 2] / (1 - 0.9**t)) / (np.sqrt(moments[k * 2 + 1] / (1 - 0.999**t)) + 1e-8)
            w, bias = (w - step, bias) if k == 0 else (w, bias - step)
    return w, bias


def log_odds(score):
    score = min(max(score, 1e-4), 1 - 1e-4)
    return float(np.log(score / (1 - score)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quiet", type=float, default=0.985, help="share of clean posts, held out, that stays quiet")
    quiet = parser.parse_args().quiet
    with tempfile.TemporaryDirectory() as folder:
        lexicons = os.path.join(folder, "lexicons")
        shutil.copytree("lexicons", lexicons)
        for path in glob.glob(f"{lexicons}/*/turns-*") + glob.glob(f"{lexicons}/*/hostility*") + glob.glob(f"{lexicons}/rules/signs.toml"):
            os.remove(path)
        cases, weight = map(list, zip(*posts()))
        signs, verdicts = ask(lexicons, "signs", cases), ask(lexicons, "batch", cases)
    policy = tomllib.load(open("lexicons/policy.toml", "rb"))
    weight = np.array(weight)
    speaks = np.array(["speaker" in one for one in signs])
    print(HEAD, end="")
    for dimension in DIMENSIONS:
        ends = [case["expect"].get(dimension, "none-high").split("-") for case in cases]
        least = np.array([BEGINS[LEVELS.index(end[0])] for end in ends])
        most = np.array([BEGINS[LEVELS.index(end[-1]) + 1] for end in ends])
        given = np.array([log_odds(verdict["scores"][dimension]["score"]) for verdict in verdicts])
        # Where nobody speaks, or a plain reason weighs enough, signs are not counted.
        silent = ~speaks | (given >= 0)
        fixed = np.array([circumstances(policy, c, s, dimension) for c, s in zip(cases, signs)]) - 20.0 * silent
        x, names = columns(signs, dimension)
        often = (x > 0).sum(0) >= 5
        x, names = x[:, often], [name for name, keep in zip(names, often) if keep]
        held = np.zeros(len(cases))
        for part in range(5):
            rest = np.arange(len(cases)) % 5 != part
            w, bias = fit(x[rest], least[rest], most[rest], given[rest], fixed[rest], weight[rest])
            held[~rest] = x[~rest] @ w + bias + fixed[~rest]
        clean = (most <= 0) & (given < 0) & np.array(["expect" in c and "context" in c for c in cases])
        shift = float(np.clip(-np.quantile(held[clean], quiet) - 0.01, -0.6, 0.6))
        w, bias = fit(x, least, most, given, fixed, weight)
        write(dimension, names, np.round(w, 1), bias + shift + CERTAINTY)
        print(f"{dimension}: {len(cases)} posts, {len(names)} signs, shifted by {shift:.2f}", file=sys.stderr)


def write(dimension, names, w, bias):
    for at, (rule, needs, _) in enumerate(BLOCKS[dimension]):
        points = {concept: value for (block, concept), value in zip(names, w) if block == at and value != 0}
        start = points.pop(None, 0.0) if at else bias
        if not points and not start:
            continue
        listed = ", ".join(f'"{need}"' for need in needs)
        print(f'\n[[signs]]\nrule = "{dimension}/{rule}"\nneeds = [{listed}]\nstart = {start:.1f}')
        if points:
            print("[signs.points]")
            for concept, value in sorted(points.items(), key=lambda pair: -pair[1]):
                print(f"{concept} = {value:.1f}")


HEAD = """\
# How signs add up: one count a dimension, in log-odds points. The first block opens it, where somebody speaks at all; a
# further one joins in where one of the concepts that it needs is mentioned. The finding goes by the rule of the block
# that added most. A second sign of a concept counts half. Written by docs/fit-signs.py; docs/signs.md tells how.
"""

if __name__ == "__main__":
    main()
