// Written by `npm run checks` from the schemas beside it. Do not edit.
import { hasFields, isDate, isNumber, isObject } from './json-checks.ts';

export function account(value: unknown, strict: boolean): boolean {
  if (
    !(
      isObject(value) &&
      typeof value['id'] === 'string' &&
      (strict
        ? value['status'] === 'Open' || value['status'] === 'Closed'
        : typeof value['status'] === 'string') &&
      typeof value['email'] === 'string' &&
      isNumber(value['balance']) &&
      isNumber(value['creditLimit']) &&
      isNumber(value['availableCredit']) &&
      isNumber(value['availableBalance']) &&
      isNumber(value['preAuthorizedCredit']) &&
      isNumber(value['tolerance']) &&
      (strict ? isDate(value['createdAt']) : typeof value['createdAt'] === 'string') &&
      (strict ? isDate(value['updatedAt']) : typeof value['updatedAt'] === 'string')
    )
  )
    return false;
  let known = 11;
  const document = value['document'];
  if (document !== undefined) {
    if (document !== null && !(typeof document === 'string')) return false;
    known += 1;
  }
  const documentType = value['documentType'];
  if (documentType !== undefined) {
    if (documentType !== null && !(typeof documentType === 'string')) return false;
    known += 1;
  }
  const description = value['description'];
  if (description !== undefined) {
    if (description !== null && !(typeof description === 'string')) return false;
    known += 1;
  }
  return !strict || hasFields(value, known);
}

function accountPageData(value: unknown, strict: boolean): boolean {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (!account(item, strict)) return false;
  return true;
}

function accountPageSummary(value: unknown, strict: boolean): boolean {
  return isObject(value) && isNumber(value['count']) && (!strict || hasFields(value, 1));
}

export function accountPage(value: unknown, strict: boolean): boolean {
  return (
    isObject(value) &&
    accountPageData(value['data'], strict) &&
    accountPageSummary(value['summary'], strict) &&
    (!strict || hasFields(value, 2))
  );
}

export function decreasedBalance(value: unknown, strict: boolean): boolean {
  return isObject(value) && typeof value['value'] === 'string' && (!strict || hasFields(value, 1));
}

export function deletedHolder(value: unknown, strict: boolean): boolean {
  return isObject(value) && typeof value['id'] === 'string' && (!strict || hasFields(value, 1));
}

function holderClaims(value: unknown, strict: boolean): boolean {
  return isObject(value) && typeof value['email'] === 'string' && (!strict || hasFields(value, 1));
}

export function holder(value: unknown, strict: boolean): boolean {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    isNumber(value['level']) &&
    holderClaims(value['claims'], strict) &&
    (strict ? isDate(value['createdAt']) : typeof value['createdAt'] === 'string') &&
    (!strict || hasFields(value, 4))
  );
}

function statementMetadata(value: unknown, strict: boolean): boolean {
  if (!isObject(value)) return false;
  let known = 0;
  const transactionId = value['transactionId'];
  if (transactionId !== undefined) {
    if (transactionId !== null && !(typeof transactionId === 'string')) return false;
    known += 1;
  }
  const orderId = value['orderId'];
  if (orderId !== undefined) {
    if (orderId !== null && !(typeof orderId === 'string')) return false;
    known += 1;
  }
  const numberOfInstallments = value['numberOfInstallments'];
  if (numberOfInstallments !== undefined) {
    if (numberOfInstallments !== null && !isNumber(numberOfInstallments)) return false;
    known += 1;
  }
  const installment = value['installment'];
  if (installment !== undefined) {
    if (installment !== null && !isNumber(installment)) return false;
    known += 1;
  }
  return !strict || hasFields(value, known);
}

export function statement(value: unknown, strict: boolean): boolean {
  if (
    !(
      isObject(value) &&
      isNumber(value['value']) &&
      (strict ? isDate(value['date']) : typeof value['date'] === 'string') &&
      (strict
        ? value['origin'] === 'Credit' ||
          value['origin'] === 'Invoice' ||
          value['origin'] === 'Payment' ||
          value['origin'] === 'Statement'
        : typeof value['origin'] === 'string')
    )
  )
    return false;
  let known = 3;
  const doneBy = value['doneBy'];
  if (doneBy !== undefined) {
    if (doneBy !== null && !(typeof doneBy === 'string')) return false;
    known += 1;
  }
  const metadata = value['metadata'];
  if (metadata !== undefined) {
    if (metadata !== null && !statementMetadata(metadata, strict)) return false;
    known += 1;
  }
  return !strict || hasFields(value, known);
}

function statementsStatements(value: unknown, strict: boolean): boolean {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (!statement(item, strict)) return false;
  return true;
}

export function statements(value: unknown, strict: boolean): boolean {
  return (
    isObject(value) &&
    statementsStatements(value['statements'], strict) &&
    isNumber(value['currentBalance']) &&
    isNumber(value['intervalBalance']) &&
    isNumber(value['previousBalance']) &&
    (!strict || hasFields(value, 4))
  );
}

export function invoice(value: unknown, strict: boolean): boolean {
  if (
    !(
      isObject(value) &&
      typeof value['id'] === 'string' &&
      (strict
        ? value['status'] === 'Opened' || value['status'] === 'Paid' || value['status'] === 'Cancelled'
        : typeof value['status'] === 'string') &&
      isNumber(value['value']) &&
      typeof value['accountId'] === 'string' &&
      typeof value['creditAccountId'] === 'string' &&
      (strict ? isDate(value['createdAt']) : typeof value['createdAt'] === 'string') &&
      (strict ? isDate(value['updatedAt']) : typeof value['updatedAt'] === 'string') &&
      (strict ? isDate(value['originalDueDate']) : typeof value['originalDueDate'] === 'string') &&
      (strict ? isDate(value['dueDate']) : typeof value['dueDate'] === 'string') &&
      isNumber(value['installment']) &&
      typeof value['transactionId'] === 'string'
    )
  )
    return false;
  let known = 11;
  const friendlyId = value['friendlyId'];
  if (friendlyId !== undefined) {
    if (friendlyId !== null && !(typeof friendlyId === 'string')) return false;
    known += 1;
  }
  const creditValue = value['creditValue'];
  if (creditValue !== undefined) {
    if (creditValue !== null && !isNumber(creditValue)) return false;
    known += 1;
  }
  const resolvedAt = value['resolvedAt'];
  if (resolvedAt !== undefined) {
    if (resolvedAt !== null && !(strict ? isDate(resolvedAt) : typeof resolvedAt === 'string')) return false;
    known += 1;
  }
  const numberOfInstallments = value['numberOfInstallments'];
  if (numberOfInstallments !== undefined) {
    if (numberOfInstallments !== null && !isNumber(numberOfInstallments)) return false;
    known += 1;
  }
  const orderId = value['orderId'];
  if (orderId !== undefined) {
    if (orderId !== null && !(typeof orderId === 'string')) return false;
    known += 1;
  }
  const paymentLink = value['paymentLink'];
  if (paymentLink !== undefined) {
    if (paymentLink !== null && !(typeof paymentLink === 'string')) return false;
    known += 1;
  }
  const observation = value['observation'];
  if (observation !== undefined) {
    if (observation !== null && !(typeof observation === 'string')) return false;
    known += 1;
  }
  return !strict || hasFields(value, known);
}

function invoicePageData(value: unknown, strict: boolean): boolean {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (!invoice(item, strict)) return false;
  return true;
}

export function invoicePage(value: unknown, strict: boolean): boolean {
  return (
    isObject(value) &&
    invoicePageData(value['data'], strict) &&
    invoiceSummary(value['summary'], strict) &&
    (!strict || hasFields(value, 2))
  );
}

export function invoiceSummary(value: unknown, strict: boolean): boolean {
  if (!(isObject(value) && isNumber(value['count']))) return false;
  let known = 1;
  const total = value['total'];
  if (total !== undefined) {
    if (total !== null && !isNumber(total)) return false;
    known += 1;
  }
  const totalPaid = value['totalPaid'];
  if (totalPaid !== undefined) {
    if (totalPaid !== null && !isNumber(totalPaid)) return false;
    known += 1;
  }
  const totalCancelled = value['totalCancelled'];
  if (totalCancelled !== undefined) {
    if (totalCancelled !== null && !isNumber(totalCancelled)) return false;
    known += 1;
  }
  return !strict || hasFields(value, known);
}

export function paidInvoice(value: unknown, strict: boolean): boolean {
  return typeof value === 'string' || invoice(value, strict);
}

function storeConfigNotificationsSettingsDaysPriorItem(value: unknown, strict: boolean): boolean {
  return (
    isObject(value) &&
    isNumber(value['days']) &&
    typeof value['timeOfDay'] === 'string' &&
    (!strict || hasFields(value, 2))
  );
}

function storeConfigNotificationsSettingsDaysPrior(value: unknown, strict: boolean): boolean {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (!storeConfigNotificationsSettingsDaysPriorItem(item, strict)) return false;
  return true;
}

function storeConfigNotificationsSettingsDaysAfterItem(value: unknown, strict: boolean): boolean {
  return (
    isObject(value) &&
    isNumber(value['days']) &&
    typeof value['timeOfDay'] === 'string' &&
    (!strict || hasFields(value, 2))
  );
}

function storeConfigNotificationsSettingsDaysAfter(value: unknown, strict: boolean): boolean {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (!storeConfigNotificationsSettingsDaysAfterItem(item, strict)) return false;
  return true;
}

function storeConfigNotificationsSettings(value: unknown, strict: boolean): boolean {
  if (!isObject(value)) return false;
  let known = 0;
  const daysPrior = value['daysPrior'];
  if (daysPrior !== undefined) {
    if (daysPrior !== null && !storeConfigNotificationsSettingsDaysPrior(daysPrior, strict)) return false;
    known += 1;
  }
  const daysAfter = value['daysAfter'];
  if (daysAfter !== undefined) {
    if (daysAfter !== null && !storeConfigNotificationsSettingsDaysAfter(daysAfter, strict)) return false;
    known += 1;
  }
  return !strict || hasFields(value, known);
}

export function storeConfig(value: unknown, strict: boolean): boolean {
  if (
    !(
      isObject(value) &&
      isNumber(value['dailyInterestRate']) &&
      isNumber(value['invoicePostponementLimit']) &&
      isNumber(value['taxRate']) &&
      isNumber(value['maxPostponementDays']) &&
      isNumber(value['defaultCreditValue']) &&
      typeof value['postponementEnabled'] === 'boolean' &&
      typeof value['automaticCheckingAccountCreationEnabled'] === 'boolean' &&
      typeof value['toleranceEnabled'] === 'boolean' &&
      typeof value['myCreditsEnabled'] === 'boolean' &&
      isNumber(value['maxPreAuthorizationGrowthRate'])
    )
  )
    return false;
  let known = 10;
  const notificationsSettings = value['notificationsSettings'];
  if (notificationsSettings !== undefined) {
    if (notificationsSettings !== null && !storeConfigNotificationsSettings(notificationsSettings, strict))
      return false;
    known += 1;
  }
  return !strict || hasFields(value, known);
}

export function preAuthorization(value: unknown, strict: boolean): boolean {
  if (
    !(
      isObject(value) &&
      typeof value['id'] === 'string' &&
      isNumber(value['value']) &&
      isNumber(value['installments'])
    )
  )
    return false;
  let known = 3;
  const expirationDate = value['expirationDate'];
  if (expirationDate !== undefined) {
    if (expirationDate !== null && !(strict ? isDate(expirationDate) : typeof expirationDate === 'string'))
      return false;
    known += 1;
  }
  return !strict || hasFields(value, known);
}

export function refund(value: unknown, strict: boolean): boolean {
  return isObject(value) && isNumber(value['value']) && (!strict || hasFields(value, 1));
}

export function settlement(value: unknown, strict: boolean): boolean {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    isNumber(value['value']) &&
    (!strict || hasFields(value, 2))
  );
}
