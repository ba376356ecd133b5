"""Official figures to compare with: read from the DfE's files, stored by KPI and year."""
