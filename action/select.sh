# Selects the files to publish. Sourced by `publish`.

# Puts the articles and folders of the inputs into `paths`; with only-changed, only those that the
# push changed.
select_paths() {
    paths=()
    local path
    while IFS= read -r path; do
        [ -z "$path" ] || paths+=("$path")
    done <<<"${INPUT_PATHS:-}"
    [ ${#paths[@]} -gt 0 ] || paths=(.)
    find_repository
    # The same paths without links, relative to the repository's root.
    roots=()
    for path in "${paths[@]}"; do
        require_inside "$path"
        roots+=("$inside")
    done
    if [ "${INPUT_ONLY_CHANGED:-false}" = true ]; then
        select_changed
    fi
}

# The checkout's folder, without links.
find_repository() {
    repository=$(checkout_git rev-parse --show-toplevel && echo .)
    repository=$(physical "${repository%$'\n'.}")
    repository=${repository%.}
}

# Prints a path without links, followed by a `.` that preserves a line break at its end.
physical() {
    local path=$1
    # A path that starts with `-` must not be an option.
    [[ $path == /* ]] || path=./$path
    path=$(realpath "$path" && echo .)
    printf '%s.' "${path%$'\n'.}"
}

# Sets `inside` to a path in the repository, and fails for other paths. A link, which anyone with a
# merged change can add, may lead anywhere, and its target would be published. `.git`, in upper or
# lower case, contains credentials.
require_inside() {
    inside=$(physical "$1" 2>/dev/null) || fail 2 "$1 doesn't exist, or is a broken link. Nothing was published."
    inside=${inside%.}
    case $inside/ in
    "$repository"/[.][Gg][Ii][Tt]/* | "$repository"/*/[.][Gg][Ii][Tt]/*) fail 2 "$1 leads into .git. Nothing was published." ;;
    "$repository"/*) ;;
    *) fail 2 "$1 leads out of the repository. Nothing was published." ;;
    esac
    inside=${inside#"$repository"}
    inside=${inside#/}
}

# Removes the articles from `paths` that the push did not change.
select_changed() {
    local before=${INPUT_BEFORE:-} list=$MEDIUM_LEDGER_FOLDER/changed path
    [[ $before =~ ^([0-9a-f]{40}|[0-9a-f]{64})$ ]] ||
        fail 2 "only-changed: this event has no previous commit; use it with push."
    [[ ! $before =~ ^0+$ ]] ||
        fail 2 "only-changed: the branch is new, so there is no previous commit. Run the job without only-changed, or push again. Nothing was published."
    changed_files "$before" >"$list" ||
        fail 1 "only-changed: the previous commit, $before, can't be read, perhaps because of a forced push. Run the job once without only-changed: published articles are not sent again. Nothing was published."
    paths=()
    while IFS= read -r -d '' path; do
        [[ $path =~ \.([Mm][Dd]|[Mm][Aa][Rr][Kk][Dd][Oo][Ww][Nn]|[Hh][Tt][Mm][Ll]?)$ ]] || continue
        is_skipped "$path" && continue
        require_inside "$path"
        paths+=("$path")
    done <"$list"
    if [ ${#paths[@]} -eq 0 ]; then
        echo "No article was added or changed."
        exit 0
    fi
}

# Prints the files that differ between a commit and the checkout, separated by NUL.
changed_files() {
    local head objects shallow ours=$MEDIUM_LEDGER_FOLDER/git
    head=$(checkout_git rev-parse HEAD)
    objects=$(checkout_git rev-parse --git-path objects)
    shallow=$(checkout_git rev-parse --git-path shallow)
    # Uses the checkout's objects, including the limit of a shallow history.
    printf '%s\n' "$(cd "$objects" && pwd)" >"$ours/objects/info/alternates"
    [ ! -s "$shallow" ] || cat "$shallow" >>"$ours/shallow"
    ledger_git cat-file -e "$1^{commit}" 2>/dev/null ||
        ledger_git fetch --quiet --no-tags --depth=1 origin "$1" || return
    ledger_git diff-tree -r --name-only --no-renames --diff-filter=AM -z "$1" "$head"
}

# Whether medium skips a file in the given folders: hidden files, links, and files outside of them.
is_skipped() {
    local root
    [ ! -L "$1" ] || return 0
    for root in "${roots[@]}"; do
        case $1 in
        "$root") return 1 ;;
        "${root:+$root/}"*) [[ /${1#"${root:+$root/}"} == */.* ]] || return 1 ;;
        esac
    done
}
