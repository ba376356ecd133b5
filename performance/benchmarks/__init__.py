"""Official figures to compare with: read from the DfE's files, kept by KPI and year."""
