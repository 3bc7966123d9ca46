/* What a performer can turn in the host: one table for every plugin format. */
#ifndef LD_PARAMETERS_H
#define LD_PARAMETERS_H

#include <stddef.h>

enum parameter {
    LD_BYPASS,
    LD_DRY,
    LD_DREAMS,
    LD_LOOPS,
    LD_INFLUENCE,
    LD_TEMPERATURE,
    LD_RECORD,
    LD_PANIC,
    LD_STATE, /* told by the plugin, not turned */
    LD_NUM_PARAMETERS
};

/* What `LD_STATE` tells. */
enum state { LD_AWAY, LD_PLAYS, LD_SECOND, LD_NUM_STATES };

struct parameter_row {
    const char *symbol, *name;
    double least, most, usual;
    int steps;           /* 0: continuous; otherwise the number of values less one */
    const char *address; /* the OSC message that carries it; NULL: the plugin does it itself */
};

extern const struct parameter_row LD_PARAMETERS[LD_NUM_PARAMETERS];

/* A value in its range; not a number becomes the usual one. Stepped values are rounded. */
double parameter_within(int which, double value);
/* In words, as a host shows it. */
void parameter_text(int which, double value, char *text, size_t size);
/* The value of a text; 0 where it is none. */
int parameter_of_text(int which, const char *text, double *value);

#endif
