"""Is a page of the ledger as quick among a million invoices as among ten thousand?"""
