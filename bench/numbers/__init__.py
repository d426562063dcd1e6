"""Does a series stay without gaps, and without waiting, whatever happens while invoices are issued?"""
