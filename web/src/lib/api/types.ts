// The shapes of the API under short names; everything here is generated from the server's own description.
import type { components, paths } from './schema'

type Schemas = components['schemas']

export type Address = Schemas['Address-Output']
export type Party = Schemas['Party-Output']
export type Company = Schemas['Company']
export type Client = Schemas['Client']
export type ClientIn = Schemas['ClientIn']
export type Certificate = Schemas['Certificate']
export type CertificateIn = Schemas['CertificateIn']
export type Contact = Schemas['Contact']
export type ContactIn = Schemas['ContactIn']
export type ClientField = Schemas['Field']
export type ClientFieldIn = Schemas['FieldIn']
export type Segment = Schemas['Segment']
export type SegmentIn = Schemas['SegmentIn']
export type MergeIn = Schemas['MergeIn']
export type Duplicate = Schemas['Duplicate']
export type HistoryEntry = Schemas['HistoryEntry']
export type ClientBalance = Schemas['ClientBalance']
export type ClientSuggestion = Schemas['ClientSuggestion']
export type TaxRate = Schemas['TaxRateChoice']
export type Currency = Schemas['Currency']
export type InvoiceDocument = Schemas['Document']
export type DraftIn = Schemas['DraftIn']
export type LineIn = Schemas['Line-Input']
export type LineOut = Schemas['Line-Output']
export type AdjustmentIn = Schemas['Adjustment-Input']
export type AdjustmentOut = Schemas['Adjustment-Output']
export type DiscountIn = Schemas['Discount-Input']
export type Invoice = Schemas['Invoice']
export type CreditIn = Schemas['CreditIn']

export type EInvoiceCheck = Schemas['EInvoiceCheck']
export type EInvoiceProfile = EInvoiceCheck['profile']

export type Import = Schemas['Import']
export type ImportChange = Schemas['ImportChange']
export type ImportKind = Import['kind']
export type ImportField = NonNullable<Schemas['ImportColumn']['field']>
export type ImportOptions = Import['options']
export type ImportReport = Schemas['ImportReport']
export type ImportRow = Schemas['ImportRow']
export type ImportFate = ImportRow['fate']

export type InvoiceSummary = Schemas['InvoiceSummary']
export type ClientPattern = Schemas['ClientPattern']
export type InvoicePage = Schemas['InvoicePage']

export type BulkIn = Schemas['BulkIn']
export type BulkRun = Schemas['BulkRun']
export type BulkRow = Schemas['BulkRow']
export type BulkAction = BulkRun['action']
export type BulkRowState = BulkRow['state']

export type Approval = Schemas['Approval']
export type ApprovalIn = Schemas['ApprovalIn']
export type AmendIn = Schemas['AmendIn']
export type AmendPreview = Schemas['AmendPreview']

export type SavedView = Schemas['SavedView']
export type SavedViewIn = Schemas['SavedViewIn']

export type CurrencySum = Schemas['CurrencySum']
export type Preview = Schemas['Preview']
export type TimelineEntry = Schemas['TimelineEntry']
export type Delivery = Schemas['Delivery']
export type InvoiceReminders = Schemas['InvoiceReminders']
export type PlannedStep = Schemas['PlannedStep']
export type PauseIn = Schemas['PauseIn']
export type ReminderPolicy = Schemas['ReminderPolicy']
export type SendIn = Schemas['SendIn']
export type Payment = Schemas['Payment']
export type PaymentIn = Schemas['PaymentIn']
export type PaymentPreview = Schemas['PaymentPreview']
export type SumIn = Schemas['SumIn']
export type ClientCredit = Schemas['ClientCredit']
export type DepositRecord = Schemas['DepositRecord']
export type DepositDetails = Schemas['DepositDetails']
export type Forfeit = Schemas['Forfeit']
export type DepositRefundIn = Schemas['DepositRefundIn']
export type CreditUse = Schemas['CreditUse']
export type RefundIn = Schemas['RefundIn']

export type Item = Schemas['Item']
export type ItemIn = Schemas['ItemIn']
export type ItemLine = Schemas['ItemLine']
export type ContractPrice = Schemas['ContractPrice']
export type ContractPriceIn = Schemas['ContractPriceIn']
export type ItemsFile = Schemas['ItemsFile']
export type ItemsReport = Schemas['ItemsReport']
export type LineSuggestion = Schemas['LineSuggestion']
export type LinesText = Schemas['LinesText']
export type ParsedLines = Schemas['ParsedLines']

type Query<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never

export type BilledLine = Schemas['BilledLine']
export type BilledLineQuery = Query<'/v1/lines'>
export type InvoiceQuery = Query<'/v1/invoices'>
export type InvoiceSumsQuery = Query<'/v1/invoices/sums'>
export type ClientQuery = Query<'/v1/clients'>
export type DepositQuery = Query<'/v1/deposits'>
export type PaymentQuery = Query<'/v1/payments'>
export type ItemQuery = Query<'/v1/items'>
