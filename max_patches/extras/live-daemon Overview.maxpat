{
 "patcher": {
  "title": "live-daemon Overview",
  "fileversion": 1,
  "appversion": {
   "major": 8,
   "minor": 5,
   "revision": 5,
   "architecture": "x64",
   "modernui": 1
  },
  "classnamespace": "box",
  "rect": [
   60.0,
   80.0,
   720.0,
   560.0
  ],
  "bglocked": 0,
  "openinpresentation": 1,
  "default_fontsize": 12.0,
  "default_fontface": 0,
  "default_fontname": "Arial",
  "gridonopen": 1,
  "gridsize": [
   15.0,
   15.0
  ],
  "gridsnaponopen": 1,
  "objectsnaponopen": 1,
  "statusbarvisible": 2,
  "toolbarvisible": 1,
  "lefttoolbarpinned": 0,
  "toptoolbarpinned": 0,
  "righttoolbarpinned": 0,
  "bottomtoolbarpinned": 0,
  "toolbars_unpinned_last_save": 0,
  "tallnewobj": 0,
  "boxanimatetime": 200,
  "enablehscroll": 1,
  "enablevscroll": 1,
  "devicewidth": 0.0,
  "description": "",
  "digest": "",
  "tags": "",
  "style": "",
  "subpatcher_template": "",
  "assistshowspatchername": 0,
  "boxes": [
   {
    "box": {
     "id": "obj-1",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      20,
      186.272,
      44
     ],
     "text": "live-daemon",
     "presentation": 1,
     "presentation_rect": [
      20,
      14,
      300,
      44
     ],
     "fontsize": 32,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-2",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      70,
      640,
      23
     ],
     "text": "A musician plays; networks dream on what they heard, and answer.",
     "presentation": 1,
     "presentation_rect": [
      24,
      62,
      600,
      24
     ],
     "fontsize": 14,
     "fontname": "Arial",
     "textcolor": [
      0.72,
      0.74,
      0.76,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-3",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      100,
      640,
      23
     ],
     "text": "Start the daemon in a terminal: live-daemon run --set voices.max=0",
     "presentation": 1,
     "presentation_rect": [
      24,
      86,
      600,
      24
     ],
     "fontsize": 14,
     "fontname": "Arial",
     "textcolor": [
      0.72,
      0.74,
      0.76,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-4",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      700,
      53.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "pcontrol"
    }
   },
   {
    "box": {
     "id": "obj-5",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      170.0,
      102.256,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_0",
     "presentation": 1,
     "presentation_rect": [
      24,
      124.0,
      230,
      44
     ],
     "text": "main patch",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 16.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_0",
       "parameter_shortname": "open_0",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-6",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      170.0,
      147.3,
      22.0
     ],
     "text": "load live_daemon.maxpat",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-7",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      170,
      248.53,
      23
     ],
     "text": "record, dreams, loops, follower, status",
     "presentation": 1,
     "presentation_rect": [
      266,
      135.0,
      430,
      24
     ],
     "fontsize": 14,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-8",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      210.0,
      160.928,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_1",
     "presentation": 1,
     "presentation_rect": [
      24,
      176.0,
      230,
      44
     ],
     "text": "sympathetic strings",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 16.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_1",
       "parameter_shortname": "open_1",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-9",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      210.0,
      185.3,
      22.0
     ],
     "text": "load sympathetic_strings.maxpat",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-10",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      210,
      299.14,
      23
     ],
     "text": "a piece: loops that answer the strings you play",
     "presentation": 1,
     "presentation_rect": [
      266,
      187.0,
      430,
      24
     ],
     "fontsize": 14,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-11",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      250.0,
      92.464,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_2",
     "presentation": 1,
     "presentation_rect": [
      24,
      228.0,
      230,
      44
     ],
     "text": "variations",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 16.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_2",
       "parameter_shortname": "open_2",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-12",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      250.0,
      130.6,
      22.0
     ],
     "text": "load variations.maxpat",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-13",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      250,
      345.046,
      23
     ],
     "text": "a piece: what you play comes back, varied, staggered",
     "presentation": 1,
     "presentation_rect": [
      266,
      239.0,
      430,
      24
     ],
     "fontsize": 14,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-14",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      290.0,
      163.6,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_3",
     "presentation": 1,
     "presentation_rect": [
      24,
      280.0,
      230,
      44
     ],
     "text": "every OSC address",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 16.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_3",
       "parameter_shortname": "open_3",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-15",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      290.0,
      116.6,
      22.0
     ],
     "text": "load ld.osc.maxhelp",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-16",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      290,
      355.938,
      23
     ],
     "text": "every message to and from the daemon, one click each",
     "presentation": 1,
     "presentation_rect": [
      266,
      291.0,
      430,
      24
     ],
     "fontsize": 14,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-17",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      130,
      257.11199999999997,
      23
     ],
     "text": "The abstractions, for your own patches:",
     "presentation": 1,
     "presentation_rect": [
      24,
      338.0,
      600,
      24
     ],
     "fontsize": 14,
     "fontname": "Arial",
     "textcolor": [
      0.72,
      0.74,
      0.76,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-18",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      330.0,
      60.568,
      22.400000000000002
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_4",
     "presentation": 1,
     "presentation_rect": [
      24,
      368.0,
      110,
      36
     ],
     "text": "ld.osc",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_4",
       "parameter_shortname": "open_4",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-19",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      330.0,
      116.6,
      22.0
     ],
     "text": "load ld.osc.maxhelp",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-20",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      330,
      174.096,
      20
     ],
     "text": "The connection to the daemon",
     "presentation": 1,
     "presentation_rect": [
      140,
      376.0,
      220,
      24
     ],
     "fontsize": 12,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-21",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      370.0,
      86.636,
      22.400000000000002
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_5",
     "presentation": 1,
     "presentation_rect": [
      364,
      368.0,
      110,
      36
     ],
     "text": "ld.record~",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_5",
       "parameter_shortname": "open_5",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-22",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      370.0,
      139.0,
      22.0
     ],
     "text": "load ld.record~.maxhelp",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-23",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      370,
      128.724,
      20
     ],
     "text": "Takes for the daemon",
     "presentation": 1,
     "presentation_rect": [
      480,
      376.0,
      220,
      24
     ],
     "fontsize": 12,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-24",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      410.0,
      79.636,
      22.400000000000002
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_6",
     "presentation": 1,
     "presentation_rect": [
      24,
      412.0,
      110,
      36
     ],
     "text": "ld.voice~",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_6",
       "parameter_shortname": "open_6",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-25",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      410.0,
      133.0,
      22.0
     ],
     "text": "load ld.voice~.maxhelp",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-26",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      410,
      143.4,
      20
     ],
     "text": "One dream, played once",
     "presentation": 1,
     "presentation_rect": [
      140,
      420.0,
      220,
      24
     ],
     "fontsize": 12,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-27",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      450.0,
      93.636,
      22.400000000000002
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_7",
     "presentation": 1,
     "presentation_rect": [
      364,
      412.0,
      110,
      36
     ],
     "text": "ld.dreams~",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_7",
       "parameter_shortname": "open_7",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-28",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      450.0,
      145.0,
      22.0
     ],
     "text": "load ld.dreams~.maxhelp",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-29",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      450,
      114.036,
      20
     ],
     "text": "Dreams, staggered",
     "presentation": 1,
     "presentation_rect": [
      480,
      420.0,
      220,
      24
     ],
     "fontsize": 12,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-30",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      490.0,
      82.744,
      22.400000000000002
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_8",
     "presentation": 1,
     "presentation_rect": [
      24,
      456.0,
      110,
      36
     ],
     "text": "ld.follow~",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_8",
       "parameter_shortname": "open_8",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-31",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      490.0,
      135.7,
      22.0
     ],
     "text": "load ld.follow~.maxhelp",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-32",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      490,
      199.428,
      20
     ],
     "text": "The gain that live pitch gives a loop",
     "presentation": 1,
     "presentation_rect": [
      140,
      464.0,
      220,
      24
     ],
     "fontsize": 12,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-33",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      530.0,
      73.42,
      22.400000000000002
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_9",
     "presentation": 1,
     "presentation_rect": [
      364,
      456.0,
      110,
      36
     ],
     "text": "ld.loop~",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_9",
       "parameter_shortname": "open_9",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-34",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      530.0,
      127.7,
      22.0
     ],
     "text": "load ld.loop~.maxhelp",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-35",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      530,
      180.06,
      20
     ],
     "text": "A loop that swells with live pitch",
     "presentation": 1,
     "presentation_rect": [
      480,
      464.0,
      220,
      24
     ],
     "fontsize": 12,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-36",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      570.0,
      85.866,
      22.400000000000002
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "open_10",
     "presentation": 1,
     "presentation_rect": [
      24,
      500.0,
      110,
      36
     ],
     "text": "ld.bridge~",
     "bgcolor": [
      0.26,
      0.28,
      0.32,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "open_10",
       "parameter_shortname": "open_10",
       "parameter_type": 2,
       "parameter_enum": [
        "off",
        "on"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-37",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      570.0,
      138.3,
      22.0
     ],
     "text": "load ld.bridge~.maxhelp",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-38",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      570,
      162.36,
      20
     ],
     "text": "The daemon's sound in Max",
     "presentation": 1,
     "presentation_rect": [
      140,
      508.0,
      220,
      24
     ],
     "fontsize": 12,
     "fontname": "Arial",
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-39",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      400,
      130,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      0,
      0,
      720,
      560
     ],
     "bgcolor": [
      0.06,
      0.06,
      0.07,
      1.0
     ],
     "background": 1,
     "rounded": 8
    }
   }
  ],
  "lines": [
   {
    "patchline": {
     "source": [
      "obj-5",
      0
     ],
     "destination": [
      "obj-6",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-6",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-8",
      0
     ],
     "destination": [
      "obj-9",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-9",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-11",
      0
     ],
     "destination": [
      "obj-12",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-12",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-14",
      0
     ],
     "destination": [
      "obj-15",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-15",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-18",
      0
     ],
     "destination": [
      "obj-19",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-19",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-21",
      0
     ],
     "destination": [
      "obj-22",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-22",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-24",
      0
     ],
     "destination": [
      "obj-25",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-25",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-27",
      0
     ],
     "destination": [
      "obj-28",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-28",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-30",
      0
     ],
     "destination": [
      "obj-31",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-31",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-33",
      0
     ],
     "destination": [
      "obj-34",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-34",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-36",
      0
     ],
     "destination": [
      "obj-37",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-37",
      0
     ],
     "destination": [
      "obj-4",
      0
     ],
     "order": 0
    }
   }
  ],
  "parameters": {
   "obj-5": [
    "open_0",
    "open_0",
    0
   ],
   "obj-8": [
    "open_1",
    "open_1",
    0
   ],
   "obj-11": [
    "open_2",
    "open_2",
    0
   ],
   "obj-14": [
    "open_3",
    "open_3",
    0
   ],
   "obj-18": [
    "open_4",
    "open_4",
    0
   ],
   "obj-21": [
    "open_5",
    "open_5",
    0
   ],
   "obj-24": [
    "open_6",
    "open_6",
    0
   ],
   "obj-27": [
    "open_7",
    "open_7",
    0
   ],
   "obj-30": [
    "open_8",
    "open_8",
    0
   ],
   "obj-33": [
    "open_9",
    "open_9",
    0
   ],
   "obj-36": [
    "open_10",
    "open_10",
    0
   ],
   "parameterbanks": {
    "0": {
     "index": 0,
     "name": "",
     "parameters": [
      "-",
      "-",
      "-",
      "-",
      "-",
      "-",
      "-",
      "-"
     ]
    }
   },
   "inherited_shortname": 1
  },
  "dependency_cache": [],
  "autosave": 0
 }
}
