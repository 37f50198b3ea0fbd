"""Tables as users keep them: read from CSV and XLSX, with the place of every cell, and what is wrong in them."""
