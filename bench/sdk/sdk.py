"""Medium's Python SDK, unmodified: for each line "CASE CALLS", makes the calls and prints ok."""

import json
import resource
import sys

import medium

base, token, inputs, folder = sys.argv[1:]
medium.BASE_PATH = base
client = medium.Client(access_token=token)
with open(inputs) as file:
    posts = json.load(file)


def post(case):
    data = posts[case]
    client.create_post(
        posts["user"], data["title"], data["content"], "markdown", tags=data["tags"]
    )


WORK = {
    "me": client.get_current_user,
    "post20k": lambda: post("post20k"),
    "post2m": lambda: post("post2m"),
    "upload64k": lambda: client.upload_image(folder + "/64k.png", "image/png"),
    "upload20m": lambda: client.upload_image(folder + "/20.png", "image/png"),
    "upload200m": lambda: client.upload_image(folder + "/200.png", "image/png"),
}

for line in sys.stdin:
    case, calls = line.split()
    if case == "peak":
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
        continue
    for _ in range(int(calls)):
        WORK[case]()
    print("ok", flush=True)
