"""Tumour markers: values, series, change and progression."""
