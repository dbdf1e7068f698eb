"""Facts from mentions: rules that are data, quantities, authorship; with modality from clause and section."""
