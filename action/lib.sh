# What the Action's scripts share. Sourced by them, not run.
#
# Bash 3.2 has to do, as macOS has no newer one.

# No command but medium needs the token: without it in the environment, a program that git is made
# to start (a hook, a helper) can't read it there. `as_medium` hands it on.
medium_token=${MEDIUM_TOKEN:-}
unset MEDIUM_TOKEN

# Where nobody can answer, a question of git's would wait until the job's time is up.
export GIT_TERMINAL_PROMPT=0

# The ledger's branch, and its marker: a second reference to the same commit, pushed together with
# the branch. Git's clients don't show it and cleaning up branches leaves it alone, so a branch that
# was deleted or set back no longer agrees with it.
ledger_ref=refs/heads/$MEDIUM_LEDGER_BRANCH
marker_ref=refs/medium/ledger/$MEDIUM_LEDGER_BRANCH
# What the last restore or save found at the branch and at the marker: a commit, or an empty file.
branch_seen=$MEDIUM_LEDGER_FOLDER/branch
marker_seen=$MEDIUM_LEDGER_FOLDER/marker
# The ledger: one file, between any two commands.
ledger_file=$MEDIUM_LEDGER_FOLDER/ledger.db

# Prints an annotation of the runner: annotate error|warning|notice MESSAGE [PROPERTIES]. `publish`
# keeps descriptor 3 for them, as what is printed elsewhere is not taken for a command.
annotate() {
    printf '::%s%s::%s\n' "$1" "${3:+ $3}" "$(escaped "$2")" >&3
}

# A message of an annotation. A line break would end it, and what follows it could be a command of its
# own.
escaped() {
    local message=$1
    message=${message//'%'/%25}
    message=${message//$'\r'/%0D}
    message=${message//$'\n'/%0A}
    printf '%s' "$message"
}

# A line of medium's that is about a file, as an annotation at that place:
# `error: FILE:LINE:COLUMN: MESSAGE`, where line and column may be missing.
annotate_place() {
    local kind file place line column message
    local with_place='^(error|warning): ([^:]+)(:([0-9]+)(:([0-9]+))?)?: (.*)$'
    [[ $1 =~ $with_place ]] || return 0
    kind=${BASH_REMATCH[1]} file=${BASH_REMATCH[2]} line=${BASH_REMATCH[4]}
    column=${BASH_REMATCH[6]} message=${BASH_REMATCH[7]}
    # Not every word before a colon is a file.
    [ -f "$file" ] || return 0
    # A comma would begin another property.
    place=$(escaped "$file")
    place=file=${place//,/%2C}${line:+,line=$line}${column:+,col=$column}
    annotate "$kind" "$message" "$place"
}

# Prints an error as an annotation and ends the script: fail CODE MESSAGE
fail() {
    annotate error "$2"
    exit "$1"
}

# Copies lines, and changes those that the runner would take for commands. File names, titles and
# what a server answered are printed, and any of them may hold a line that begins with `::`.
without_commands() {
    local LC_ALL=C line
    # The runner ignores white space before `::`, whatever Unicode counts as that. So nothing but
    # a visible ASCII character counts as the beginning of a line.
    local command='^[^!-~]*::'
    while IFS= read -r line || [ -n "$line" ]; do
        annotate_place "$line"
        # To the runner, a carriage return alone ends a line, too.
        line=${line//$'\r'/ }
        # The older form of a command, anywhere in a line.
        line=${line//'##['/'## ['}
        [[ ! $line =~ $command ]] || line="| $line"
        printf '%s\n' "$line"
    done
}

# Runs the command medium, with the token.
as_medium() {
    MEDIUM_TOKEN=$medium_token "$medium" "$@" 3>&-
}

# Git in a repository of our own, so that no configuration, hook, attribute or filter of the
# checkout has a say. See `open_repository`.
ledger_git() {
    git --git-dir="$MEDIUM_LEDGER_FOLDER/git" -c core.hooksPath=/dev/null "$@"
}

# Git in the checkout: for questions that start no program.
checkout_git() {
    git -c core.hooksPath=/dev/null -c core.fsmonitor=false "$@"
}

# Makes the repository that `ledger_git` works in. Of the checkout's configuration it takes the
# address of `origin`, and what actions/checkout leaves there to push with: a header, or ssh with a
# key.
open_repository() {
    local folder=$MEDIUM_LEDGER_FOLDER/git format key value
    format=$(checkout_git rev-parse --show-object-format) ||
        fail 2 "There is no repository here: run actions/checkout before this step."
    git -c core.hooksPath=/dev/null init --quiet --bare --template= \
        --object-format="$format" "$folder"
    ledger_git config remote.origin.url "$(checkout_git config --get remote.origin.url)"
    if value=$(checkout_git config --get core.sshCommand); then
        ledger_git config core.sshCommand "$value"
    fi
    # Into the file and not by `git config`, whose arguments everybody on the machine can see.
    checkout_git config -z --get-regexp '^http\.(.*\.)?extraheader$' >"$folder/headers" || true
    while IFS=$'\n' read -r -d '' key value; do
        key=${key#http.}
        key=${key%extraheader}
        printf '[http%s]\n\textraheader = %s\n' \
            "${key:+ $(quoted "${key%.}")}" "$(quoted "$value")"
    done <"$folder/headers" >>"$folder/config"
    rm "$folder/headers"
}

# A value as git's configuration files have it.
quoted() {
    local value=$1
    value=${value//\\/\\\\}
    value=${value//\"/\\\"}
    value=${value//$'\n'/\\n}
    printf '"%s"' "$value"
}
