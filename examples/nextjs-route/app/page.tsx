export default function Page() {
  return <p>See /accounts/ACCOUNT/invoices.</p>;
}
