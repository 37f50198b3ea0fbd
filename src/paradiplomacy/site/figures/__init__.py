"""The figures of the site, drawn as SVG from the answers of stored queries; every mark leads to its record."""
