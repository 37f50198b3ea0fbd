"""The room where agreements are compared sector by sector, with the words behind each record."""
