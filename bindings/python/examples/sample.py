"""The whole job in one page: ``python sample.py PROGRAMME``.

Every binding has this program and prints the same text.
"""

import sys

import bangfu

source = sys.argv[1]

checked = bangfu.check(source)
programme = bangfu.read(source)
print(f"{programme.name} ({programme.id}), {programme.as_of}")
print(f"check: {len(checked.errors)} errors, {len(checked.warnings)} warnings")

last = (0, 0)


def hear(done: int, total: int) -> None:
    global last
    last = (done, total)


plan = programme.allocate(progress=hear)
print(f"progress: {last[0]} of {last[1]}")
totals = plan.totals
print(f"granted {totals.granted} of {totals.received} yuan")
for need in plan.needs[11:14]:
    print(f"{need.id}  {need.required}  {need.granted}  {need.level}  {need.reason.name}")

print(programme.explain_need(plan, "n-012").text())
verified = programme.verify(plan)
print(f"verify: {'right' if verified.ok else 'wrong'}, {verified.lines} lines")

try:
    bangfu.Rules.read(b'{"format":"bangfu.rules/1","id":"r","allocation":{"tiers":"loose"}}')
except bangfu.BangfuError as error:
    found = error.first
    print(f"error {found.number} {found.name}")
    print(f"at {found.pointer}, line {found.line}, column {found.column}")
    print(found.text())
