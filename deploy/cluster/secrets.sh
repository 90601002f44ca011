#!/bin/sh
# Makes the passwords of deploy/cluster/compose.yaml, once, and the bucket: a folder of the store.
set -eu
umask 077
cd "$(dirname "$0")"
[ ! -e secrets ] || { echo 'secrets is there already: remove it to make others' >&2; exit 1; }
mkdir -p secrets store/surveys
word() { openssl rand -hex 24; }
hash() { printf %s "$1" | openssl dgst -sha256 -r | cut -d ' ' -f 1; }
topline=$(word)
publisher=$(word)
key=$(word)
secret=$(word)
printf %s "$topline" >secrets/engine_topline
printf %s "$publisher" >secrets/engine_publisher
printf '[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n' "$key" "$secret" >secrets/s3
printf 'ROOT_ACCESS_KEY=%s\nROOT_SECRET_KEY=%s\n' "$key" "$secret" >secrets/store.env
cat >secrets/clickhouse.xml <<END
<clickhouse>
  <topline_sha256>$(hash "$topline")</topline_sha256>
  <publisher_sha256>$(hash "$publisher")</publisher_sha256>
  <replica_password>$(word)</replica_password>
  <cluster_secret>$(word)</cluster_secret>
</clickhouse>
END
chmod 755 secrets
chmod 644 secrets/engine_topline secrets/engine_publisher secrets/s3 secrets/clickhouse.xml
