package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.DataEvent;

/** A change of one row, and the plan of its table. */
record PlannedChange(DataEvent event, TablePlan plan) {}
