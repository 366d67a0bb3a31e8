//! Measures width, wraps, truncates, and makes foreign text safe to draw.
