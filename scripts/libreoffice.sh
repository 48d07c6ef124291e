#!/bin/sh
# Shows that what LibreOffice Calc makes of an exported CSV can be planned and applied. Exports the invoices of an
# emulator, lets LibreOffice open the CSV, sets the status column to paid in its own format, lets it save that as CSV
# again in each form it has, and applies it: everything has to be paid.
#
# Not part of any other check. Needs LibreOffice, and installs libreoffice-calc from Debian's packages where it is
# missing. Run it in the root of the repository: sh scripts/libreoffice.sh
set -eu

PATH="$PWD/node_modules/.bin:$PATH"
cli() { node src/cli/main.ts "$@"; }

if ! command -v soffice >/dev/null; then
  echo 'LibreOffice is missing: installing libreoffice-calc with apt-get.'
  as_root=''
  [ "$(id -u)" -eq 0 ] || as_root='sudo'
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null
fi
soffice --version

folder=$(mktemp -d)
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT

# Observations and links that a spreadsheet could spoil.
cat >"$folder/seed.json" <<'JSON'
{
  "accounts": [{ "id": "11111111111_CPF", "email": "buyer@example.com", "creditLimit": 9000 }],
  "invoices": [
    { "creditAccountId": "11111111111_CPF", "value": 9.63, "dueDate": "2024-05-20T06:52:53.1314379Z", "orderId": "1413870513134-01" },
    { "creditAccountId": "11111111111_CPF", "value": 1208.01, "dueDate": "2099-06-20", "orderId": "0012" },
    { "creditAccountId": "11111111111_CPF", "value": 0.1, "observation": "=1+1" },
    { "creditAccountId": "11111111111_CPF", "value": 0.2, "observation": "two\nlines; \"quoted\", and more" },
    { "creditAccountId": "11111111111_CPF", "value": 0.3, "observation": "São João, 12/05 às 10:30" },
    { "creditAccountId": "11111111111_CPF", "value": 0.4, "observation": "-5" },
    { "creditAccountId": "11111111111_CPF", "value": 0.5, "paymentLink": "https://pay.example.com/1?a=1&b=2" },
    { "creditAccountId": "11111111111_CPF", "value": 7, "status": "Cancelled" }
  ]
}
JSON
node src/cli/main.ts serve --port 0 --seed "$folder/seed.json" >"$folder/serve.log" &
server=$!
until url=$(grep -o 'http://127.0.0.1:[0-9]*' "$folder/serve.log" | head -1) && [ -n "$url" ]; do sleep 0.2; done

# One calc at a time, with a profile of its own.
calc() { soffice --headless "-env:UserInstallation=file://$folder/profile" "$@" >/dev/null 2>&1; }

failed=0
# Language of the sheet, what stands for open and overdue there, what for paid, the language as LibreOffice numbers it.
while read -r locale open overdue paid language; do
  separator_in=44
  [ "$locale" = en ] || separator_in=59
  # Separator and whether every text is quoted, as LibreOffice numbers them.
  for form in '44,34,76,1,,0,false' '44,34,76,1,,0,true' '59,34,76,1,,0,false' '59,34,76,1,,0,true'; do
    name="$locale-$(echo "$form" | tr -c '0-9a-z\n' '-')"
    work="$folder/$name"
    mkdir "$work"
    store="$url/$name"
    cli invoices export --emulator "$store" --locale "$locale" --out "$work/invoices.csv" 2>/dev/null
    calc --infilter="CSV:$separator_in,34,76,1,,$language" --convert-to fods --outdir "$work" "$work/invoices.csv"
    sed -i "s|<text:p>$open</text:p>|<text:p>$paid</text:p>|; s|<text:p>$overdue</text:p>|<text:p>$paid</text:p>|" "$work/invoices.fods"
    mkdir "$work/saved"
    calc --convert-to "csv:Text - txt - csv (StarCalc):$form" --outdir "$work/saved" "$work/invoices.fods"
    plan=$(cli invoices plan "$work/saved/invoices.csv" --emulator "$store" --json | tail -1) || true
    applied=$(cli invoices apply "$work/saved/invoices.csv" --emulator "$store" --yes) || true
    left=$(cli invoices list --emulator "$store" --status open 2>/dev/null | wc -l)
    echo "$name: $applied $left left open."
    if [ "$applied" != '7 done, 1 unchanged, 0 refused, 0 not sent, 0 unknown.' ] || [ "$left" -ne 0 ]; then
      echo "  $plan"
      failed=1
    fi
  done
done <<'FORMS'
en Open Overdue Paid 1033
pt Aberto Vencido Pago 1046
es Abierto Vencido Pagado 3082
FORMS

[ "$failed" -eq 0 ] && echo 'Everything was paid.'
exit "$failed"
