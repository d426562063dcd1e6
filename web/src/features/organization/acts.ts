// The acts one can look for in the audit trail, as the server writes them, with their names for people.

export const ACTS: readonly { value: string; label: string }[] = [
  { value: 'invoice.create', label: 'Invoice drafted' },
  { value: 'invoice.update', label: 'Draft changed' },
  { value: 'invoice.delete', label: 'Draft deleted' },
  { value: 'invoice.issue', label: 'Invoice issued' },
  { value: 'invoice.send', label: 'Invoice sent' },
  { value: 'invoice.void', label: 'Invoice voided' },
  { value: 'view.create', label: 'View saved' },
  { value: 'view.update', label: 'View changed' },
  { value: 'view.delete', label: 'View deleted' },
  { value: 'invoice.amend', label: 'Invoice amended' },
  { value: 'invoice.answer_amendment', label: 'Amendment answered' },
  { value: 'invoice_rules.update', label: 'Rules changed' },
  { value: 'approval.request', label: 'Approval asked for' },
  { value: 'approval.approve', label: 'Approved' },
  { value: 'approval.decline', label: 'Declined' },
  { value: 'approval.withdraw', label: 'Request withdrawn' },
  { value: 'bulk_run.start', label: 'Many invoices at once' },
  { value: 'bulk_run.cancel', label: 'Many invoices stopped' },
  { value: 'payment.record', label: 'Payment recorded' },
  { value: 'payment.reverse', label: 'Payment reversed' },
  { value: 'delivery.resolve', label: 'Unsure mail settled' },
  { value: 'delivery.retry', label: 'Mail sent again' },
  { value: 'reminders.pause', label: 'Reminders paused' },
  { value: 'reminders.resume', label: 'Reminders resumed' },
  { value: 'reminder_policy.update', label: 'Reminder plan changed' },
  { value: 'client.create', label: 'Client added' },
  { value: 'client.update', label: 'Client changed' },
  { value: 'company.create', label: 'Company added' },
  { value: 'company.update', label: 'Company changed' },
  { value: 'series.update', label: 'Number series changed' },
  { value: 'series.explain', label: 'Missing numbers explained' },
  { value: 'organization.create', label: 'Organization made' },
  { value: 'organization.update', label: 'Organization changed' },
  { value: 'invitation.create', label: 'Somebody invited' },
  { value: 'invitation.accept', label: 'Invitation accepted' },
  { value: 'invitation.withdraw', label: 'Invitation withdrawn' },
  { value: 'member.update', label: 'Role changed' },
  { value: 'member.remove', label: 'Member removed' },
  { value: 'api_key.create', label: 'API key made' },
  { value: 'api_key.revoke', label: 'API key revoked' },
  { value: 'session.sign_in', label: 'Signed in' },
  { value: 'session.sign_out', label: 'Signed out' },
  { value: 'test_clock.advance', label: 'Test clock moved' },
  { value: 'test_clock.set', label: 'Test clock set' },
  { value: 'test_clock.reset', label: 'Test clock stopped' },
]

const NAMES = new Map(ACTS.map((act) => [act.value, act.label]))

/** "Invoice issued"; an act without a name keeps the server's word. */
export function actInWords(action: string): string {
  return NAMES.get(action) ?? action
}
