# Renders every template below FOLDER/jinja for every host of FOLDER/contexts.json; into OUT/<host>/ when OUT is given.
import json
import os
import sys

from jinja2 import Environment, FileSystemLoader, StrictUndefined

folder, out = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
environment = Environment(
    loader=FileSystemLoader(os.path.join(folder, "jinja")),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
    cache_size=-1,
    auto_reload=False,
)
with open(os.path.join(folder, "contexts.json")) as file:
    contexts = json.load(file)
templates = [(name, environment.get_template(name)) for name in environment.list_templates()]
if out is not None:
    for host in contexts:
        for where in {os.path.dirname(name) for name, _ in templates}:
            os.makedirs(os.path.join(out, host, where))
size = 0
for host, context in contexts.items():
    for name, template in templates:
        text = template.render(context)
        size += len(text)
        if out is not None:
            with open(os.path.join(out, host, name), "w") as file:
                file.write(text)
print(size)
