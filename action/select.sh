# Which of the repository's files are published. Sourced by `publish`.

# The inputs' articles and folders in `paths`; with only-changed, those of them that the push
# changed.
select_paths() {
    paths=()
    local path
    while IFS= read -r path; do
        [ -z "$path" ] || paths+=("$path")
    done <<<"${INPUT_PATHS:-}"
    [ ${#paths[@]} -gt 0 ] || paths=(.)
    find_repository
    # The same paths as they are without links, from the repository's root.
    roots=()
    for path in "${paths[@]}"; do
        require_inside "$path"
        roots+=("$inside")
    done
    if [ "${INPUT_ONLY_CHANGED:-false}" = true ]; then
        select_changed
    fi
}

# The folder that the repository is checked out in, without links.
find_repository() {
    repository=$(checkout_git rev-parse --show-toplevel && echo .)
    repository=$(physical "${repository%$'\n'.}")
    repository=${repository%.}
}

# A path without links, and a `.` after it: without that, a line break at its end would be lost.
physical() {
    local path=$1
    # Not an option.
    [[ $path == /* ]] || path=./$path
    path=$(realpath "$path" && echo .)
    printf '%s.' "${path%$'\n'.}"
}

# Ends the job unless a path leads to a place in the repository, and puts that into `inside`. A link
# may lead anywhere, and anybody whose change is merged can add one; what it leads to would be
# published. Within `.git` are credentials.
require_inside() {
    inside=$(physical "$1" 2>/dev/null) || fail 2 "$1 is not there, or is a link that leads nowhere. Nothing was published."
    inside=${inside%.}
    case $inside/ in
    "$repository"/.git/*) fail 2 "$1 leads into .git. Nothing was published." ;;
    "$repository"/*) ;;
    *) fail 2 "$1 leads out of the repository. Nothing was published." ;;
    esac
    inside=${inside#"$repository"}
    inside=${inside#/}
}

# Leaves the articles in `paths` that the push added or changed.
select_changed() {
    local before=${INPUT_BEFORE:-} list=$MEDIUM_LEDGER_FOLDER/changed path
    [[ $before =~ ^([0-9a-f]{40}|[0-9a-f]{64})$ ]] ||
        fail 2 "only-changed: this event names no commit before; use it with push."
    [[ ! $before =~ ^0+$ ]] ||
        fail 2 "only-changed: the branch is new, so there is no commit before. Run the job without only-changed, or push again. Nothing was published."
    changed_files "$before" >"$list" ||
        fail 1 "only-changed: the commit before this push, $before, cannot be read. It was replaced by a forced push, perhaps. Run the job once without only-changed: what was published already is not sent again. Nothing was published."
    paths=()
    while IFS= read -r -d '' path; do
        [[ $path =~ \.([Mm][Dd]|[Mm][Aa][Rr][Kk][Dd][Oo][Ww][Nn]|[Hh][Tt][Mm][Ll]?)$ ]] || continue
        is_passed_over "$path" && continue
        require_inside "$path"
        paths+=("$path")
    done <"$list"
    if [ ${#paths[@]} -eq 0 ]; then
        echo "No article was added or changed."
        exit 0
    fi
}

# The files that differ between a commit and the checkout's, each ended by a NUL.
changed_files() {
    local head objects shallow ours=$MEDIUM_LEDGER_FOLDER/git
    head=$(checkout_git rev-parse HEAD)
    objects=$(checkout_git rev-parse --git-path objects)
    shallow=$(checkout_git rev-parse --git-path shallow)
    # The checkout's objects are read where they are, and where its history is cut off, so is ours.
    printf '%s\n' "$(cd "$objects" && pwd)" >"$ours/objects/info/alternates"
    [ ! -s "$shallow" ] || cat "$shallow" >>"$ours/shallow"
    ledger_git cat-file -e "$1^{commit}" 2>/dev/null ||
        ledger_git fetch --quiet --no-tags --depth=1 origin "$1" || return
    ledger_git diff-tree -r --name-only --no-renames --diff-filter=AM -z "$1" "$head"
}

# Whether medium would pass over a file in the folders that it is given: what is hidden in them,
# and links. And what is in none of them.
is_passed_over() {
    local root
    [ ! -L "$1" ] || return 0
    for root in "${roots[@]}"; do
        case $1 in
        "$root") return 1 ;;
        "${root:+$root/}"*) [[ /${1#"${root:+$root/}"} == */.* ]] || return 1 ;;
        esac
    done
}
