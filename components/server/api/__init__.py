"""The open data: the numbers of the pages and the rows behind them, for programs. Read only."""
