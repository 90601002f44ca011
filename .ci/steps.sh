# What .ci/run is made of: steps that tell how long they took, whether they end well or not.

times=()

# step MINUTES NAME COMMAND... runs a command and prints its time, beside the minutes that CONTRIBUTING.md allows it on two
# quiet cores. A busy machine may take longer: that is said and is no failure.
step() {
  local minutes=$1 name=$2
  shift 2
  printf '\n== %s\n' "$name"
  running=$name
  began=$SECONDS
  "$@"
  took "$minutes"
  running=""
}

took() {
  local seconds=$((SECONDS - began)) note=""
  [ "$seconds" -le "$(($1 * 60))" ] || note=", OVER ITS BUDGET"
  times+=("$(printf '%6d s  %s (budget %d min%s)' "$seconds" "$running" "$1" "$note")")
  printf -- '-- %s took %d s\n' "$running" "$seconds"
}

# print_times STATUS prints the time of every step, that of one that failed too.
print_times() {
  [ -z "${running:-}" ] || times+=("$(printf '%6d s  %s FAILED' "$((SECONDS - began))" "$running")")
  printf '\n== time of each step\n'
  [ "${#times[@]}" = 0 ] || printf '%s\n' "${times[@]}"
  printf '%6d s  in all; ended with %d\n' "$SECONDS" "$1"
}
