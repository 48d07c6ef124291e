#!/bin/sh
# Shows that what LibreOffice Calc makes of an exported CSV can be planned and applied, in three languages:
# - Exports the invoices of an emulator, lets LibreOffice open the CSV, sets the status column to paid in its own format,
#   lets it save that as CSV again in each form it has, and applies it: everything has to be paid, and no text may have
#   changed, whatever it looks like to a spreadsheet.
# - The same with the guards taken out of the CSV, as another program would have written it: LibreOffice then retypes
#   what it can, and all of it has to be recognised.
# - Accounts, exported, opened and saved: nothing may be left to do.
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

# Observations, links and documents that a spreadsheet could spoil.
cat >"$folder/seed.mjs" <<'JS'
const account = '11111111111_CPF';
const observations = [
  '=1+1', 'two\nlines; "quoted", and more', 'São João, 12/05 às 10:30', '-5', '-15,50', "x;=cmd|'/C calc'!A0;y",
  '007', '1.50', '1,50', '1/2', '3-4', '2024-05-20', '20/05/2024 10:30', '10:30', 'true', 'VERDADEIRO', 'FALSO', '1E5',
  '1234567E-1', '5%', '$5', 'R$ 10', '1 1/2', '5 de maio de 2024', 'MARCH1', 'May 2024', '12-2024', '123456789012',
  '23793381286000782713695000063305975520000370000', "'007", '#N/A', ' spaces ', '2024-05-20T10:30:00',
];
const invoice = (more) => ({ creditAccountId: account, value: 0.1, ...more });
console.log(JSON.stringify({
  accounts: [
    { id: account, document: '11111111111', documentType: 'CPF', email: 'buyer@example.com', creditLimit: 9000 },
    { id: '01234567890_CPF', document: '01234567890', documentType: 'CPF', email: '+55@example.com', creditLimit: 1234.5 },
    { id: '11222333000181_CNPJ', document: '11222333000181', documentType: 'CNPJ', email: 'c@example.com', creditLimit: 123456789.12, tolerance: 0.125 },
    { id: '007_Other', document: '007', documentType: 'Other', email: 'd@example.com', creditLimit: 0 },
  ],
  invoices: [
    invoice({ value: 9.63, dueDate: '2024-05-20T06:52:53.1314379Z', orderId: '1413870513134-01' }),
    invoice({ value: 1208.01, dueDate: '2099-06-20', orderId: '0012' }),
    invoice({ paymentLink: 'https://pay.example.com/1?a=1&b=2' }),
    ...observations.map((observation) => invoice({ observation, orderId: observation })),
    invoice({ value: 7, status: 'Cancelled' }),
  ],
}));
JS
node "$folder/seed.mjs" >"$folder/seed.json"
count=$(node -p "JSON.parse(require('node:fs').readFileSync('$folder/seed.json')).invoices.length - 1")
accounts=$(node -p "JSON.parse(require('node:fs').readFileSync('$folder/seed.json')).accounts.length")

node src/cli/main.ts serve --port 0 --seed "$folder/seed.json" >"$folder/serve.log" &
server=$!
until url=$(grep -o 'http://127.0.0.1:[0-9]*' "$folder/serve.log" | head -1) && [ -n "$url" ]; do sleep 0.2; done

# One calc at a time, with a profile of its own.
calc() { soffice --headless "-env:UserInstallation=file://$folder/profile" "$@" >/dev/null 2>&1; }

failed=0
# What was expected, what came, and what the plan said.
expect() {
  echo "$1: $3"
  if [ "$2" != "$3" ]; then
    echo "  expected: $2"
    echo "$4" | grep -v '"verdict":"unchanged"' | head -20
    failed=1
  fi
}

# A CSV, opened by LibreOffice in a language with numbers, dates and booleans recognised as it does by default, edited by
# sed where it is opened, and saved again: file, separator, language, edit, form, folder.
through_calc() {
  calc --infilter="CSV:$2,34,76,1,,$3,false,true" --convert-to fods --outdir "$6" "$1"
  sed -i "$4" "$6/$(basename "$1" .csv).fods"
  mkdir -p "$6/saved"
  calc --convert-to "csv:Text - txt - csv (StarCalc):$5" --outdir "$6/saved" "$6/$(basename "$1" .csv).fods"
}

# Language of the sheet, what stands for open and overdue there, what for paid, the language as LibreOffice numbers it.
while read -r locale open overdue paid language; do
  separator_in=44
  [ "$locale" = en ] || separator_in=59
  pays="s|<text:p>$open</text:p>|<text:p>$paid</text:p>|; s|<text:p>$overdue</text:p>|<text:p>$paid</text:p>|"
  # Separator and whether every text is quoted, as LibreOffice numbers them.
  for form in '44,34,76,1,,0,false' '44,34,76,1,,0,true' '59,34,76,1,,0,false' '9,34,76,1,,0,true'; do
    name="$locale-$(echo "$form" | tr -c '0-9a-z\n' '-')"
    work="$folder/$name"
    mkdir "$work"
    store="$url/$name"

    cli accounts export --emulator "$store" --locale "$locale" --out "$work/accounts.csv" 2>/dev/null
    through_calc "$work/accounts.csv" "$separator_in" "$language" '' "$form" "$work"
    plan=$(cli accounts plan "$work/saved/accounts.csv" --emulator "$store" --json 2>/dev/null) || true
    said=$(echo "$plan" | tail -1 | grep -o '"change":[0-9]*,"unchanged":[0-9]*,"impossible":[0-9]*') || true
    expect "$name, accounts" "\"change\":0,\"unchanged\":$accounts,\"impossible\":0" "$said" "$plan"

    cli invoices export --emulator "$store" --locale "$locale" --out "$work/invoices.csv" 2>/dev/null
    # As another program would have written it: without the guards of what is no formula.
    node -e "
      const fs = require('node:fs');
      const text = fs.readFileSync('$work/invoices.csv', 'utf8');
      fs.writeFileSync('$work/unguarded.csv', text.replace(/(^|[,;]\"?)'(?=[^=+@-])/gm, '\$1'));"
    through_calc "$work/unguarded.csv" "$separator_in" "$language" '' "$form" "$work"
    plan=$(cli invoices plan "$work/saved/unguarded.csv" --emulator "$store" --json 2>/dev/null) || true
    said=$(echo "$plan" | tail -1 | grep -o '"change":[0-9]*,"unchanged":[0-9]*,"impossible":[0-9]*') || true
    expect "$name, unguarded" "\"change\":0,\"unchanged\":$((count + 1)),\"impossible\":0" "$said" "$plan"
    echo "  $(echo "$plan" | grep -c '"retyped"') of them retyped, and recognised."

    through_calc "$work/invoices.csv" "$separator_in" "$language" "$pays" "$form" "$work"
    plan=$(cli invoices plan "$work/saved/invoices.csv" --emulator "$store" --json 2>/dev/null) || true
    kinds=$(echo "$plan" | tail -1 | grep -o '"kinds":{[^}]*}') || true
    expect "$name, paid" "\"kinds\":{\"pay\":$count}" "$kinds" "$plan"
    applied=$(cli invoices apply "$work/saved/invoices.csv" --emulator "$store" --yes 2>/dev/null) || true
    expect "$name, applied" "$count done, 1 unchanged, 0 refused, 0 not sent, 0 unknown." "$applied" "$plan"
  done
done <<'FORMS'
en Open Overdue Paid 1033
pt Aberto Vencido Pago 1046
es Abierto Vencido Pagado 3082
FORMS

[ "$failed" -eq 0 ] && echo 'Everything was paid, and nothing else was changed.'
exit "$failed"
