#include "parameters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct parameter_row LD_PARAMETERS[LD_NUM_PARAMETERS] = {
    [LD_BYPASS] = {"bypass", "Bypass", 0, 1, 0, 1, NULL},
    [LD_DRY] = {"dry", "Dry", 0, 1, 1, 0, NULL},
    [LD_DREAMS] = {"dreams", "Dreams", 0, 1, 1, 0, "/dream/level/dreams"},
    [LD_LOOPS] = {"loops", "Loops", 0, 1, 1, 0, "/dream/level/loops"},
    [LD_INFLUENCE] = {"influence", "Influence", 0, 3, 1, 0, "/dream/control/influence"},
    [LD_TEMPERATURE] = {"temperature", "Temperature", 0, 2, 1, 0, "/dream/control/temperature"},
    [LD_RECORD] = {"record", "Record", 0, 1, 0, 1, "/dream/seed/live"},
    [LD_PANIC] = {"panic", "Panic", 0, 1, 0, 1, "/dream/panic"},
    [LD_STATE] = {"state", "State", 0, LD_NUM_STATES - 1, LD_AWAY, LD_NUM_STATES - 1, NULL},
};

static const char *const STATES[LD_NUM_STATES] = {
    [LD_AWAY] = "no daemon",
    [LD_PLAYS] = "joined",
    [LD_SECOND] = "another instance is joined",
};

double parameter_within(int which, double value) {
    const struct parameter_row *row = &LD_PARAMETERS[which];
    if (!(value == value)) return row->usual;
    if (value < row->least) return row->least;
    if (value > row->most) return row->most;
    return row->steps == 0 ? value : (double)(int)(value + 0.5);
}

void parameter_text(int which, double value, char *text, size_t size) {
    value = parameter_within(which, value);
    if (which == LD_STATE) snprintf(text, size, "%s", STATES[(int)value]);
    else if (LD_PARAMETERS[which].steps == 1) snprintf(text, size, "%s", value > 0.5 ? "on" : "off");
    else snprintf(text, size, "%.2f", value);
}

int parameter_of_text(int which, const char *text, double *value) {
    if (LD_PARAMETERS[which].steps == 1 && (strcmp(text, "on") == 0 || strcmp(text, "off") == 0)) {
        *value = strcmp(text, "on") == 0;
        return 1;
    }
    for (int state = 0; which == LD_STATE && state < LD_NUM_STATES; state++) {
        if (strcmp(text, STATES[state]) == 0) return *value = state, 1;
    }
    char *end;
    double found = strtod(text, &end);
    if (end == text) return 0;
    *value = parameter_within(which, found);
    return 1;
}
