# Shared functions of the Action's scripts. Sourced, not run.
#
# Compatible with Bash 3.2, the newest on macOS.

# Only medium needs the token. It is removed from the environment, so that programs started by git
# (hooks, helpers) can't read it. `as_medium` passes it on.
medium_token=${MEDIUM_TOKEN:-}
unset MEDIUM_TOKEN

# A prompt of git would wait until the job times out.
export GIT_TERMINAL_PROMPT=0

# The ledger's branch and its marker: a second reference to the same commit, pushed together with
# the branch. Git's clients don't show the marker, and cleaning up branches doesn't remove it, so a
# deleted or reset branch no longer matches it.
ledger_ref=refs/heads/$MEDIUM_LEDGER_BRANCH
marker_ref=refs/medium/ledger/$MEDIUM_LEDGER_BRANCH
# The commits of branch and marker as last restored or saved; an empty file if missing.
branch_file=$MEDIUM_LEDGER_FOLDER/branch
marker_file=$MEDIUM_LEDGER_FOLDER/marker
# The ledger, which is one file between two commands.
ledger_file=$MEDIUM_LEDGER_FOLDER/ledger.db

# Prints an annotation: annotate error|warning|notice MESSAGE [PROPERTIES]. `publish` opens
# descriptor 3 for annotations, as other output is filtered.
annotate() {
    printf '::%s%s::%s\n' "$1" "${3:+ $3}" "$(escape "$2")" >&3
}

# Escapes the message of an annotation. A line break would end it, and start another command.
escape() {
    local message=$1
    message=${message//'%'/%25}
    message=${message//$'\r'/%0D}
    message=${message//$'\n'/%0A}
    printf '%s' "$message"
}

# Prints an annotation for medium's message about a file, `error: FILE:LINE:COLUMN: MESSAGE`; line
# and column may be missing.
annotate_message() {
    local level file properties line column message
    local with_position='^(error|warning): ([^:]+)(:([0-9]+)(:([0-9]+))?)?: (.*)$'
    [[ $1 =~ $with_position ]] || return 0
    level=${BASH_REMATCH[1]} file=${BASH_REMATCH[2]} line=${BASH_REMATCH[4]}
    column=${BASH_REMATCH[6]} message=${BASH_REMATCH[7]}
    # The text before the colon may not be a file.
    [ -f "$file" ] || return 0
    # A comma would start another property.
    properties=$(escape "$file")
    properties=file=${properties//,/%2C}${line:+,line=$line}${column:+,col=$column}
    annotate "$level" "$message" "$properties"
}

# Prints an error as an annotation and exits: fail CODE MESSAGE
fail() {
    annotate error "$2"
    exit "$1"
}

# Copies lines, and changes those that the runner would interpret as commands. File names, titles
# and responses of a server may contain a line that starts with `::`.
without_commands() {
    local LC_ALL=C line
    # The runner ignores any Unicode white space before `::`, so only a visible ASCII character
    # is treated as the start of a line.
    local command='^[^!-~]*::'
    while IFS= read -r line || [ -n "$line" ]; do
        annotate_message "$line"
        # The runner also ends lines at a single carriage return.
        line=${line//$'\r'/ }
        # The older form of a command, anywhere in a line.
        line=${line//'##['/'## ['}
        [[ ! $line =~ $command ]] || line="| $line"
        printf '%s\n' "$line"
    done
}

# Runs medium with the token.
as_medium() {
    MEDIUM_TOKEN=$medium_token "$medium" "$@" 3>&-
}

# Runs git in a separate repository, which no configuration, hook, attribute or filter of the
# checkout affects. See `open_repository`.
ledger_git() {
    git --git-dir="$MEDIUM_LEDGER_FOLDER/git" -c core.hooksPath=/dev/null "$@"
}

# Runs git in the checkout, for queries that start no program.
checkout_git() {
    git -c core.hooksPath=/dev/null -c core.fsmonitor=false "$@"
}

# Creates the repository for `ledger_git`. From the checkout's configuration it copies the URL of
# `origin` and the credentials of actions/checkout: a header, or ssh with a key.
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
    # Written to the file, as other users of the machine can see arguments of `git config`.
    checkout_git config -z --get-regexp '^http\.(.*\.)?extraheader$' >"$folder/headers" || true
    while IFS=$'\n' read -r -d '' key value; do
        key=${key#http.}
        key=${key%extraheader}
        printf '[http%s]\n\textraheader = %s\n' \
            "${key:+ $(quote "${key%.}")}" "$(quote "$value")"
    done <"$folder/headers" >>"$folder/config"
    rm "$folder/headers"
}

# Quotes a value for git's configuration files.
quote() {
    local value=$1
    value=${value//\\/\\\\}
    value=${value//\"/\\\"}
    value=${value//$'\n'/\\n}
    printf '"%s"' "$value"
}
