# Prints a summary at the end of `.ci/run`: the number of tests, the time of each step, and the
# slowest test programs. Sourced, not run.

# Seconds and command of each step, and the output of the tests.
steps=$(mktemp)
tested=$(mktemp)

# Runs a step and records its time: step COMMAND…
step() {
    local from=$SECONDS code=0
    printf '\n== %s\n' "$*" >&2
    "$@" || code=$?
    printf '%6d s  %s\n' $((SECONDS - from)) "$*" >>"$steps"
    return "$code"
}

# Runs cargo's tests and records their output: tests COMMAND…
tests() {
    # Both streams together, because they contain the programs' names and their results.
    step "$@" 2>&1 | tee -a "$tested"
}

# Prints `PROGRAM<tab>PASSED<tab>FAILED<tab>IGNORED<tab>SECONDS` for each test program.
results() {
    awk '
        $1 == "Running" { program = $2 == "unittests" ? $4 " " $3 : $3 " " $2 }
        $1 == "Doc-tests" { program = "examples of " $2 }
        /^test result: / {
            sub(/^[^.]*\. /, "")
            split($0, counts, /[;. ]+/)
            match($0, /finished in [0-9.]+/)
            seconds = substr($0, RSTART + 12, RLENGTH - 12)
            # (target/debug/deps/NAME-HASH)
            sub(/^\([^)]*\//, "", program); sub(/-[0-9a-f]+\)/, ":", program)
            printf "%s\t%d\t%d\t%d\t%s\n", program, counts[1], counts[3], counts[5], seconds
        }
    ' "$tested"
}

# Prints the summary, also after a failed step.
summarize() {
    # Decimal points in any locale.
    local -x LC_ALL=C
    printf '\n== Steps\n'
    cat "$steps"
    printf '\n== Slowest test programs\n'
    # awk reads all lines: `head` would end `sort` by SIGPIPE, and `pipefail` makes that the exit code.
    results | sort -t $'\t' -k 5 -rn |
        awk -F '\t' 'NR <= 10 { printf "%8.1f s  %s (%d tests)\n", $5, $1, $2 + $3 }'
    results | awk -F '\t' '
        { passed += $2; failed += $3; ignored += $4 }
        END { printf "\n== Rust tests in %d programs, %d s in total\n%d passed, %d failed, %d skipped\n", NR, '"$SECONDS"', passed, failed, ignored }
    '
    rm -f "$steps" "$tested"
}
trap 'summarize >&2' EXIT
