"""What payment QR codes say, to the letter: one file a scheme, and the rules of the symbol each is drawn as."""
