"""One function per thing a person does, actor first; the only place that commits."""
