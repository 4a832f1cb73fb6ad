"""What another system named: a customer finds their own tickets by such names, and no other's."""
import pathlib, subprocess

import door

COLUMNS = ("number incident_state caller_id opened_at sys_updated_at category subcategory u_symptom"
           " priority assigned_to").split()
LOG = [
    "INC0000017,New,Caller 17,29/2/2016 01:16,29/2/2016 01:23,lamp,bulb,flickers,2 - High,?",
    "INC0000018,New,Caller 18,29/2/2016 01:16,29/2/2016 01:24,zither,oboe,bassoon,2 - High,?",
    "INC0000017,Active,Caller 17,29/2/2016 01:16,29/2/2016 02:23,lamp,bulb,flickers,2 - High,Vic",
    "INC0000018,Active,Caller 18,29/2/2016 01:16,29/2/2016 02:24,zither,oboe,bassoon,2 - High,Wil",
]
HIDDEN = ("zither", "oboe", "bassoon", "Caller 18", "Wil", "answered")


def names_of_other_systems(program, folder):
    """A ticket of another's is not found by its name either, in the words for what is not there."""
    folder = pathlib.Path(folder) / "imported"
    folder.mkdir()
    (folder / "log.csv").write_text("\n".join([",".join(COLUMNS), *LOG]) + "\n")

    def desk(*words, status=0):
        done = subprocess.run([program, "--db", str(folder / "desk.db"), *words], text=True,
                              capture_output=True, timeout=door.WAIT, stdin=subprocess.DEVNULL,
                              env=door.environment(folder))
        assert done.returncode == status, (words, done)
        return done.stdout + done.stderr

    said = desk("import", "servicenow", str(folder / "log.csv"))
    assert "2 tickets" in said, said
    for word in HIDDEN:
        told = "".join(desk("-c", f"{verb} INC0000018") for verb in ("show", "history"))
        assert word in told, (word, told)
    calls = 0
    for verb in ("show", "history", "why", "use", "reply", "reopen", "can show"):
        for form in ((), ("--json",)):
            own = [] if verb in ("reply", "reopen") else [
                desk(*form, "--as", "Caller 17", "-c", f"{verb} INC0000017")]
            status = 0 if verb.startswith("can") else 1
            told = [desk(*form, "--as", "Caller 17", "-c", f"{verb} {name}", status=status)
                    for name in ("INC0000018", "INC0000099", "2", "99")]
            for text in own + told:
                assert not any(word in text for word in HIDDEN), (verb, text)
            assert told[0].replace("018", "099") == told[1], (verb, told)
            assert told[2].replace("#2", "#99").replace(" 2", " 99") == told[3], (verb, told)
            calls += len(own + told)
    listed = desk("--as", "Caller 17", "-c", "list all --count")
    assert "1 of 1" in listed and "zither" not in listed, listed
    return calls
