"""Compare the two pairs of cities, sector by sector, in pandas.

.venv/bin/pip install pandas, then .venv/bin/python examples/compare_pairs.py
"""

import paradiplomacy as para


def main() -> None:
    """Print what the source records of each pair in each sector, and the activities that it states."""
    rows = para.load().query("compare-sectors").to_pandas()
    print(rows.pivot(index="sector", columns="agreement", values="statusLabel").to_string())
    print()
    print(rows.pivot(index="sector", columns="agreement", values="activities").to_string())


if __name__ == "__main__":
    main()
