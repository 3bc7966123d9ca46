{
 "patcher": {
  "title": "live-daemon",
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
   1220.0,
   876.0
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
      1840,
      20,
      153.596,
      37
     ],
     "text": "live-daemon",
     "presentation": 1,
     "presentation_rect": [
      20,
      12,
      170,
      36
     ],
     "fontsize": 26,
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
      1840,
      70,
      300,
      67
     ],
     "text": "1 In a terminal: live-daemon run --set voices.max=0  2 Click the loudspeaker. 3 Choose the recordings folder. 4 Record a take: its dream comes back.",
     "presentation": 1,
     "presentation_rect": [
      200,
      10,
      560,
      40
     ],
     "fontsize": 13,
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
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      420,
      640,
      97.344,
      38.400000000000006
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "panic",
     "presentation": 1,
     "presentation_rect": [
      1030,
      8,
      180,
      52
     ],
     "text": "PANIC",
     "bgcolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "rounded": 6.0,
     "fontsize": 24.0,
     "fontface": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "panic",
       "parameter_shortname": "panic",
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
     "id": "obj-4",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      420,
      690,
      34.0,
      22.0
     ],
     "outlettype": [
      "bang",
      "bang"
     ],
     "text": "t b b"
    }
   },
   {
    "box": {
     "id": "obj-5",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      420,
      780,
      61.3,
      22.0
     ],
     "text": "s ld.panic"
    }
   },
   {
    "box": {
     "id": "obj-6",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      526,
      780.0,
      80.0,
      22.0
     ],
     "text": "/dream/panic",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-7",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      526,
      810.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-8",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      480,
      720,
      56.0,
      22.0
     ],
     "outlettype": [
      "bang"
     ],
     "text": "delay 20"
    }
   },
   {
    "box": {
     "id": "obj-9",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      540,
      750,
      56.0,
      22.0
     ],
     "outlettype": [
      "bang"
     ],
     "text": "delay 20"
    }
   },
   {
    "box": {
     "id": "obj-10",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      560,
      640,
      93.195,
      24.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "unmute",
     "presentation": 1,
     "presentation_rect": [
      890,
      14,
      130,
      40
     ],
     "text": "unmute all",
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
     "fontsize": 15.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "unmute",
       "parameter_shortname": "unmute",
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
     "id": "obj-11",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      560,
      690.0,
      91.3,
      22.0
     ],
     "text": "/dream/unmute",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-12",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      560,
      720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-13",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1920,
      340,
      68.32900000000001,
      21
     ],
     "text": "RECORD",
     "presentation": 1,
     "presentation_rect": [
      20,
      74,
      90,
      20
     ],
     "fontsize": 13,
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
     "id": "obj-14",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1920,
      370,
      67.614,
      21
     ],
     "text": "DREAMS",
     "presentation": 1,
     "presentation_rect": [
      330,
      74,
      90,
      20
     ],
     "fontsize": 13,
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
     "id": "obj-15",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1920,
      400,
      84.956,
      21
     ],
     "text": "FOLLOWER",
     "presentation": 1,
     "presentation_rect": [
      640,
      74,
      90,
      20
     ],
     "fontsize": 13,
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
     "id": "obj-16",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1920,
      430,
      63.285,
      21
     ],
     "text": "STATUS",
     "presentation": 1,
     "presentation_rect": [
      940,
      74,
      90,
      20
     ],
     "fontsize": 13,
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
     "id": "obj-17",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1920,
      460,
      56.798,
      21
     ],
     "text": "LOOPS",
     "presentation": 1,
     "presentation_rect": [
      20,
      374,
      90,
      20
     ],
     "fontsize": 13,
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
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1920,
      490,
      56.785,
      21
     ],
     "text": "BANDS",
     "presentation": 1,
     "presentation_rect": [
      20,
      686,
      90,
      20
     ],
     "fontsize": 13,
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
     "id": "obj-19",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1920,
      520,
      82.057,
      21
     ],
     "text": "DREAMING",
     "presentation": 1,
     "presentation_rect": [
      20,
      750,
      90,
      20
     ],
     "fontsize": 13,
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
     "id": "obj-20",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      20,
      63.996,
      20
     ],
     "text": "RECORD"
    }
   },
   {
    "box": {
     "id": "obj-21",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      60,
      47.0,
      22.0
     ],
     "outlettype": [
      "signal"
     ],
     "text": "adc~ 1"
    }
   },
   {
    "box": {
     "id": "obj-22",
     "maxclass": "meter~",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      120,
      60,
      110,
      16
     ],
     "outlettype": [
      "float"
     ],
     "varname": "input_level",
     "presentation": 1,
     "presentation_rect": [
      24,
      260,
      272,
      12
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-23",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 4,
     "patching_rect": [
      20,
      100,
      64.3,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "",
      ""
     ],
     "text": "ld.record~"
    }
   },
   {
    "box": {
     "id": "obj-24",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      300,
      100,
      119.326,
      35.2
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "record",
     "presentation": 1,
     "presentation_rect": [
      24,
      96,
      272,
      48
     ],
     "text": "RECORD",
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
     "fontsize": 22.0,
     "mode": 1,
     "texton": "RECORDING: stop",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "record",
       "parameter_shortname": "record",
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
      120,
      150,
      43.3,
      22.0
     ],
     "text": "set $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-26",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      200,
      28.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "t l"
    }
   },
   {
    "box": {
     "id": "obj-27",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      230,
      74.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend set"
    }
   },
   {
    "box": {
     "id": "obj-28",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      260,
      200,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "take",
     "presentation": 1,
     "presentation_rect": [
      24,
      148,
      272,
      22
     ],
     "ignoreclick": 1,
     "fontsize": 12.0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-29",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      240,
      200.0,
      74.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend set"
    }
   },
   {
    "box": {
     "id": "obj-30",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      240,
      230.0,
      57.3,
      22.0
     ],
     "text": "s ld.says"
    }
   },
   {
    "box": {
     "id": "obj-31",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      340,
      164.179,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "dream_on_take",
     "presentation": 1,
     "presentation_rect": [
      24,
      174,
      272,
      26
     ],
     "text": "dream on every take: no",
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
     "fontsize": 13.0,
     "mode": 1,
     "texton": "dream on every take: yes",
     "bgoncolor": [
      1.0,
      0.72,
      0.2,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "dream_on_take",
       "parameter_shortname": "dream_on_take",
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
     "id": "obj-32",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      310,
      72.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess 1"
    }
   },
   {
    "box": {
     "id": "obj-33",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      370,
      61.3,
      22.0
     ],
     "text": "dream $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-34",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      470.0,
      92.0,
      22.0
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "text": "opendialog fold"
    }
   },
   {
    "box": {
     "id": "obj-35",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      500.0,
      135.3,
      22.0
     ],
     "outlettype": [
      "",
      "int"
     ],
     "text": "conformpath slash boot"
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
      430,
      128.039,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "recordings_folder",
     "presentation": 1,
     "presentation_rect": [
      24,
      204,
      140,
      26
     ],
     "text": "recordings folder\u2026",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "recordings_folder",
       "parameter_shortname": "recordings_folder",
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
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      530,
      28.0,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "t l l"
    }
   },
   {
    "box": {
     "id": "obj-38",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      560,
      88.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend folder"
    }
   },
   {
    "box": {
     "id": "obj-39",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      160,
      560,
      74.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend set"
    }
   },
   {
    "box": {
     "id": "obj-40",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      160,
      590,
      240,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "folder",
     "presentation": 1,
     "presentation_rect": [
      24,
      234,
      272,
      22
     ],
     "ignoreclick": 1,
     "fontsize": 12.0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-41",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      240,
      430,
      113.596,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "dream_noise",
     "presentation": 1,
     "presentation_rect": [
      172,
      204,
      124,
      26
     ],
     "text": "dream on noise",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "dream_noise",
       "parameter_shortname": "dream_noise",
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
     "id": "obj-42",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      240,
      460.0,
      142.0,
      22.0
     ],
     "text": "/dream/seed/noise perlin",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-43",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      240,
      490.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-44",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      240,
      660,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "live_seconds",
     "presentation": 1,
     "presentation_rect": [
      214,
      297,
      56,
      22
     ],
     "minimum": 0.1,
     "maximum": 60.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "live_seconds",
       "parameter_shortname": "live_seconds",
       "parameter_type": 0,
       "parameter_mmin": 0.1,
       "parameter_mmax": 60
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-45",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      240,
      630,
      75.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess 5."
    }
   },
   {
    "box": {
     "id": "obj-46",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      700,
      46.6,
      22.0
     ],
     "outlettype": [
      "float"
     ],
     "text": "float 5."
    }
   },
   {
    "box": {
     "id": "obj-47",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      630,
      151.54500000000002,
      24.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "dream_live",
     "presentation": 1,
     "presentation_rect": [
      24,
      293,
      184,
      30
     ],
     "text": "DREAM on the last",
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
     "fontsize": 15.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "dream_live",
       "parameter_shortname": "dream_live",
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
     "id": "obj-48",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      730.0,
      115.3,
      22.0
     ],
     "text": "/dream/seed/live $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-49",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      760.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-50",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      310,
      660,
      18.0,
      20
     ],
     "text": "s",
     "presentation": 1,
     "presentation_rect": [
      274,
      297,
      20,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-51",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      786,
      126.95,
      19
     ],
     "text": "what the daemon hears",
     "presentation": 1,
     "presentation_rect": [
      20,
      273,
      140,
      18
     ],
     "fontsize": 11,
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
     "id": "obj-52",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      890,
      110,
      16
     ],
     "outlettype": [
      ""
     ],
     "varname": "daemon_input",
     "presentation": 1,
     "presentation_rect": [
      166,
      278,
      130,
      12
     ],
     "floatoutput": 1,
     "min": -60.0,
     "size": 60.0,
     "orientation": 1,
     "ignoreclick": 1,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-53",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      20,
      810.0,
      84.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/input"
    }
   },
   {
    "box": {
     "id": "obj-54",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      840.0,
      43.3,
      22.0
     ],
     "text": "set $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-55",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      960,
      118.185,
      24.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "record_daemon",
     "presentation": 1,
     "presentation_rect": [
      24,
      327,
      184,
      28
     ],
     "text": "RECORD that",
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
     "fontsize": 15.0,
     "mode": 1,
     "texton": "RECORDING: stop",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "record_daemon",
       "parameter_shortname": "record_daemon",
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
     "id": "obj-56",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1000.0,
      102.0,
      22.0
     ],
     "text": "/dream/record $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-57",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      1030.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-58",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      240,
      810.0,
      108.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/recording"
    }
   },
   {
    "box": {
     "id": "obj-59",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      240,
      840.0,
      72.6,
      22.0
     ],
     "outlettype": [
      "int",
      "float"
     ],
     "text": "unpack 0 0."
    }
   },
   {
    "box": {
     "id": "obj-60",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      240,
      890,
      74.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend set"
    }
   },
   {
    "box": {
     "id": "obj-61",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      330,
      960,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "recorded_s",
     "presentation": 1,
     "presentation_rect": [
      214,
      330,
      56,
      22
     ],
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-62",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      400,
      960,
      18.0,
      20
     ],
     "text": "s",
     "presentation": 1,
     "presentation_rect": [
      274,
      330,
      20,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-63",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      420,
      20,
      63.336,
      20
     ],
     "text": "DREAMS"
    }
   },
   {
    "box": {
     "id": "obj-64",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      420,
      60,
      54.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "gate 1 1"
    }
   },
   {
    "box": {
     "id": "obj-65",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      500,
      30,
      88.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/ready"
    }
   },
   {
    "box": {
     "id": "obj-66",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 4,
     "patching_rect": [
      420,
      100,
      70.3,
      22.0
     ],
     "outlettype": [
      "signal",
      "signal",
      "",
      ""
     ],
     "text": "ld.dreams~"
    }
   },
   {
    "box": {
     "id": "obj-67",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      560,
      130,
      140,
      22
     ],
     "outlettype": [
      ""
     ],
     "varname": "dream_level",
     "presentation": 1,
     "presentation_rect": [
      334,
      160,
      200,
      28
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 1,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "dream_level",
       "parameter_shortname": "dream_level",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-68",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      560,
      100,
      82.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess 0.7"
    }
   },
   {
    "box": {
     "id": "obj-69",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      560,
      160.0,
      40.6,
      22.0
     ],
     "text": "$1 20",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-70",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      560,
      190.0,
      36.3,
      22.0
     ],
     "outlettype": [
      "signal",
      "bang"
     ],
     "text": "line~"
    }
   },
   {
    "box": {
     "id": "obj-71",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      740,
      130,
      36.672,
      20
     ],
     "text": "level",
     "presentation": 1,
     "presentation_rect": [
      540,
      163,
      60,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-72",
     "maxclass": "ezdac~",
     "numinlets": 2,
     "numoutlets": 0,
     "patching_rect": [
      420,
      270,
      44,
      44
     ],
     "varname": "loudspeaker",
     "presentation": 1,
     "presentation_rect": [
      556,
      98,
      52,
      52
     ]
    }
   },
   {
    "box": {
     "id": "obj-73",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      420,
      230,
      28.0,
      22.0
     ],
     "outlettype": [
      "signal"
     ],
     "text": "*~"
    }
   },
   {
    "box": {
     "id": "obj-74",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      480,
      230,
      28.0,
      22.0
     ],
     "outlettype": [
      "signal"
     ],
     "text": "*~"
    }
   },
   {
    "box": {
     "id": "obj-75",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      420,
      370,
      121.02,
      28.8
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "play_dreams",
     "presentation": 1,
     "presentation_rect": [
      334,
      98,
      212,
      52
     ],
     "text": "dreams wait",
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
     "fontsize": 18.0,
     "mode": 1,
     "texton": "DREAMS PLAY",
     "bgoncolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "play_dreams",
       "parameter_shortname": "play_dreams",
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
     "id": "obj-76",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      420,
      340,
      72.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess 1"
    }
   },
   {
    "box": {
     "id": "obj-77",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      420,
      404,
      28.0,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "t i"
    }
   },
   {
    "box": {
     "id": "obj-78",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      560,
      480,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "stagger_s",
     "presentation": 1,
     "presentation_rect": [
      334,
      196,
      56,
      22
     ],
     "minimum": 0.0,
     "maximum": 600.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "stagger_s",
       "parameter_shortname": "stagger_s",
       "parameter_type": 0,
       "parameter_mmin": 0.0,
       "parameter_mmax": 600.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-79",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      560,
      450,
      72.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess 2"
    }
   },
   {
    "box": {
     "id": "obj-80",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      560,
      510,
      67.3,
      22.0
     ],
     "text": "stagger $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-81",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      560,
      420,
      163.404,
      20
     ],
     "text": "s at least between two starts",
     "presentation": 1,
     "presentation_rect": [
      396,
      196,
      216,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-82",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      670,
      480,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "voices",
     "presentation": 1,
     "presentation_rect": [
      334,
      224,
      56,
      22
     ],
     "minimum": 1,
     "maximum": 4,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "voices",
       "parameter_shortname": "voices",
       "parameter_type": 1,
       "parameter_mmin": 1,
       "parameter_mmax": 4
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-83",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      670,
      450,
      72.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess 4"
    }
   },
   {
    "box": {
     "id": "obj-84",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      670,
      510,
      61.3,
      22.0
     ],
     "text": "voices $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-85",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      670,
      390,
      140.724,
      20
     ],
     "text": "dreams at once, at most",
     "presentation": 1,
     "presentation_rect": [
      396,
      224,
      216,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-86",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      420,
      580,
      50,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "sounding",
     "presentation": 1,
     "presentation_rect": [
      334,
      254,
      44,
      22
     ],
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-87",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      474,
      580,
      60.696,
      20
     ],
     "text": "sounding",
     "presentation": 1,
     "presentation_rect": [
      382,
      254,
      76,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-88",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      550,
      580,
      50,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "waiting",
     "presentation": 1,
     "presentation_rect": [
      474,
      254,
      44,
      22
     ],
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-89",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      604,
      580,
      49.344,
      20
     ],
     "text": "waiting",
     "presentation": 1,
     "presentation_rect": [
      522,
      254,
      76,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-90",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      420,
      880,
      140,
      22
     ],
     "outlettype": [
      ""
     ],
     "varname": "progress",
     "presentation": 1,
     "presentation_rect": [
      334,
      284,
      190,
      22
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 1,
     "ignoreclick": 1,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      1.0,
      0.72,
      0.2,
      1.0
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-91",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      420,
      820.0,
      105.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/progress"
    }
   },
   {
    "box": {
     "id": "obj-92",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      420,
      850.0,
      43.3,
      22.0
     ],
     "text": "set $2",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-93",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      570,
      880,
      74.7,
      20
     ],
     "text": "being made",
     "presentation": 1,
     "presentation_rect": [
      530,
      284,
      84,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-94",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      420,
      980,
      28.0,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-95",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      480,
      920.0,
      98.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/queued"
    }
   },
   {
    "box": {
     "id": "obj-96",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      480,
      950.0,
      59.3,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "unpack 0"
    }
   },
   {
    "box": {
     "id": "obj-97",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      620,
      760,
      76.02600000000001,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "cancel",
     "presentation": 1,
     "presentation_rect": [
      334,
      314,
      120,
      32
     ],
     "text": "give it up",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "cancel",
       "parameter_shortname": "cancel",
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
     "id": "obj-98",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      420,
      1010.0,
      102.6,
      22.0
     ],
     "text": "/dream/cancel $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-99",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      420,
      1040.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-100",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      620,
      980,
      28.0,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-101",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      680,
      920.0,
      88.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/ready"
    }
   },
   {
    "box": {
     "id": "obj-102",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      680,
      950.0,
      59.3,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "unpack 0"
    }
   },
   {
    "box": {
     "id": "obj-103",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      620,
      790,
      121.552,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "keep",
     "presentation": 1,
     "presentation_rect": [
      462,
      314,
      146,
      32
     ],
     "text": "keep last as loop",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "keep",
       "parameter_shortname": "keep",
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
     "id": "obj-104",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1010.0,
      117.3,
      22.0
     ],
     "text": "/dream/bank/add $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-105",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      620,
      1040.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-106",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1920,
      620,
      420,
      34
     ],
     "text": "Sound through the bridge: the daemon was started with --set audio.device=bridge"
    }
   },
   {
    "box": {
     "id": "obj-107",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1920,
      700,
      57.0,
      22.0
     ],
     "outlettype": [
      "signal",
      "signal"
     ],
     "text": "adc~ 1 2"
    }
   },
   {
    "box": {
     "id": "obj-108",
     "maxclass": "newobj",
     "numinlets": 3,
     "numoutlets": 2,
     "patching_rect": [
      1920,
      740,
      63.6,
      22.0
     ],
     "outlettype": [
      "signal",
      "signal"
     ],
     "text": "ld.bridge~"
    }
   },
   {
    "box": {
     "id": "obj-109",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2040,
      700,
      65.685,
      24.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "bridge",
     "presentation": 1,
     "presentation_rect": [
      772,
      14,
      108,
      40
     ],
     "text": "bridge",
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
     "fontsize": 15.0,
     "mode": 1,
     "texton": "BRIDGE",
     "bgoncolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "bridge",
       "parameter_shortname": "bridge",
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
     "id": "obj-110",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      1160,
      501.576,
      20
     ],
     "text": "LOOPS: the daemon sounds them. A strip for each of the first sixteen; others by a message."
    }
   },
   {
    "box": {
     "id": "obj-111",
     "maxclass": "multislider",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      1290,
      240,
      60
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "gains",
     "presentation": 1,
     "presentation_rect": [
      34,
      394,
      1152,
      52
     ],
     "size": 16,
     "setminmax": [
      0.0,
      1.0
     ],
     "setstyle": 1,
     "settype": 1,
     "ignoreclick": 1,
     "listresize": 0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "slidercolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-112",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1190.0,
      87.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/gains"
    }
   },
   {
    "box": {
     "id": "obj-113",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1220.0,
      264.1,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "append 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0."
    }
   },
   {
    "box": {
     "id": "obj-114",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      20,
      1250.0,
      63.3,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "zl slice 16"
    }
   },
   {
    "box": {
     "id": "obj-115",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1190.0,
      118.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/bank/ready"
    }
   },
   {
    "box": {
     "id": "obj-116",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1220.0,
      220.8,
      22.0
     ],
     "text": "0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0. 0.",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-117",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      900,
      1090.0,
      118.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/bank/ready"
    }
   },
   {
    "box": {
     "id": "obj-118",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      900,
      1120.0,
      28.0,
      22.0
     ],
     "text": "set",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-119",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      900,
      1150.0,
      98.0,
      22.0
     ],
     "text": "s ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-120",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      640,
      1140.0,
      87.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/gains"
    }
   },
   {
    "box": {
     "id": "obj-121",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      640,
      1170.0,
      28.0,
      22.0
     ],
     "outlettype": [
      "bang"
     ],
     "text": "t b"
    }
   },
   {
    "box": {
     "id": "obj-122",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      640,
      1200.0,
      69.3,
      22.0
     ],
     "outlettype": [
      "bang"
     ],
     "text": "delay 1000"
    }
   },
   {
    "box": {
     "id": "obj-123",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      1390,
      19.228,
      21
     ],
     "text": "0",
     "presentation": 1,
     "presentation_rect": [
      36,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-124",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_0_name",
     "presentation": 1,
     "presentation_rect": [
      37,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-125",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_0_gain",
     "presentation": 1,
     "presentation_rect": [
      40,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_0_gain",
       "parameter_shortname": "loop_0_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-126",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 0 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-127",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-128",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      60,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_0_mute",
     "presentation": 1,
     "presentation_rect": [
      72,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_0_mute",
       "parameter_shortname": "loop_0_mute",
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
     "id": "obj-129",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 0 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-130",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-131",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_0_layer",
     "presentation": 1,
     "presentation_rect": [
      37,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_0_layer",
       "parameter_shortname": "loop_0_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-132",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 0 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-133",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-134",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_0"
    }
   },
   {
    "box": {
     "id": "obj-135",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_0"
    }
   },
   {
    "box": {
     "id": "obj-136",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_0"
    }
   },
   {
    "box": {
     "id": "obj-137",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_0"
    }
   },
   {
    "box": {
     "id": "obj-138",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      20,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-139",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      170,
      1390,
      19.228,
      21
     ],
     "text": "1",
     "presentation": 1,
     "presentation_rect": [
      108,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-140",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_1_name",
     "presentation": 1,
     "presentation_rect": [
      109,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-141",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_1_gain",
     "presentation": 1,
     "presentation_rect": [
      112,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_1_gain",
       "parameter_shortname": "loop_1_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-142",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 1 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-143",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      170,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-144",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      210,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_1_mute",
     "presentation": 1,
     "presentation_rect": [
      144,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_1_mute",
       "parameter_shortname": "loop_1_mute",
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
     "id": "obj-145",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 1 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-146",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      170,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-147",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      170,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_1_layer",
     "presentation": 1,
     "presentation_rect": [
      109,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_1_layer",
       "parameter_shortname": "loop_1_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-148",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 1 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-149",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      170,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-150",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_1"
    }
   },
   {
    "box": {
     "id": "obj-151",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_1"
    }
   },
   {
    "box": {
     "id": "obj-152",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_1"
    }
   },
   {
    "box": {
     "id": "obj-153",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_1"
    }
   },
   {
    "box": {
     "id": "obj-154",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      170,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-155",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      320,
      1390,
      19.228,
      21
     ],
     "text": "2",
     "presentation": 1,
     "presentation_rect": [
      180,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-156",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_2_name",
     "presentation": 1,
     "presentation_rect": [
      181,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-157",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_2_gain",
     "presentation": 1,
     "presentation_rect": [
      184,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_2_gain",
       "parameter_shortname": "loop_2_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-158",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 2 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-159",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      320,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-160",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      360,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_2_mute",
     "presentation": 1,
     "presentation_rect": [
      216,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_2_mute",
       "parameter_shortname": "loop_2_mute",
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
     "id": "obj-161",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 2 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-162",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      320,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-163",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      320,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_2_layer",
     "presentation": 1,
     "presentation_rect": [
      181,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_2_layer",
       "parameter_shortname": "loop_2_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-164",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 2 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-165",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      320,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-166",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_2"
    }
   },
   {
    "box": {
     "id": "obj-167",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_2"
    }
   },
   {
    "box": {
     "id": "obj-168",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_2"
    }
   },
   {
    "box": {
     "id": "obj-169",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_2"
    }
   },
   {
    "box": {
     "id": "obj-170",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      320,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-171",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      470,
      1390,
      19.228,
      21
     ],
     "text": "3",
     "presentation": 1,
     "presentation_rect": [
      252,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-172",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_3_name",
     "presentation": 1,
     "presentation_rect": [
      253,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-173",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_3_gain",
     "presentation": 1,
     "presentation_rect": [
      256,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_3_gain",
       "parameter_shortname": "loop_3_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-174",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 3 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-175",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      470,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-176",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      510,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_3_mute",
     "presentation": 1,
     "presentation_rect": [
      288,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_3_mute",
       "parameter_shortname": "loop_3_mute",
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
     "id": "obj-177",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 3 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-178",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      470,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-179",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      470,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_3_layer",
     "presentation": 1,
     "presentation_rect": [
      253,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_3_layer",
       "parameter_shortname": "loop_3_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-180",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 3 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-181",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      470,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-182",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_3"
    }
   },
   {
    "box": {
     "id": "obj-183",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_3"
    }
   },
   {
    "box": {
     "id": "obj-184",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_3"
    }
   },
   {
    "box": {
     "id": "obj-185",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_3"
    }
   },
   {
    "box": {
     "id": "obj-186",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      470,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-187",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      620,
      1390,
      19.228,
      21
     ],
     "text": "4",
     "presentation": 1,
     "presentation_rect": [
      324,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-188",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_4_name",
     "presentation": 1,
     "presentation_rect": [
      325,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-189",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_4_gain",
     "presentation": 1,
     "presentation_rect": [
      328,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_4_gain",
       "parameter_shortname": "loop_4_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-190",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 4 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-191",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      620,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-192",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      660,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_4_mute",
     "presentation": 1,
     "presentation_rect": [
      360,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_4_mute",
       "parameter_shortname": "loop_4_mute",
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
     "id": "obj-193",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 4 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-194",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      620,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-195",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      620,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_4_layer",
     "presentation": 1,
     "presentation_rect": [
      325,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_4_layer",
       "parameter_shortname": "loop_4_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-196",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 4 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-197",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      620,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-198",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_4"
    }
   },
   {
    "box": {
     "id": "obj-199",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_4"
    }
   },
   {
    "box": {
     "id": "obj-200",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_4"
    }
   },
   {
    "box": {
     "id": "obj-201",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_4"
    }
   },
   {
    "box": {
     "id": "obj-202",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      620,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-203",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      770,
      1390,
      19.228,
      21
     ],
     "text": "5",
     "presentation": 1,
     "presentation_rect": [
      396,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-204",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_5_name",
     "presentation": 1,
     "presentation_rect": [
      397,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-205",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_5_gain",
     "presentation": 1,
     "presentation_rect": [
      400,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_5_gain",
       "parameter_shortname": "loop_5_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-206",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 5 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-207",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      770,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-208",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      810,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_5_mute",
     "presentation": 1,
     "presentation_rect": [
      432,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_5_mute",
       "parameter_shortname": "loop_5_mute",
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
     "id": "obj-209",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 5 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-210",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      770,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-211",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      770,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_5_layer",
     "presentation": 1,
     "presentation_rect": [
      397,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_5_layer",
       "parameter_shortname": "loop_5_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-212",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 5 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-213",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      770,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-214",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_5"
    }
   },
   {
    "box": {
     "id": "obj-215",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_5"
    }
   },
   {
    "box": {
     "id": "obj-216",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_5"
    }
   },
   {
    "box": {
     "id": "obj-217",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_5"
    }
   },
   {
    "box": {
     "id": "obj-218",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      770,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-219",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      920,
      1390,
      19.228,
      21
     ],
     "text": "6",
     "presentation": 1,
     "presentation_rect": [
      468,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-220",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_6_name",
     "presentation": 1,
     "presentation_rect": [
      469,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-221",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_6_gain",
     "presentation": 1,
     "presentation_rect": [
      472,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_6_gain",
       "parameter_shortname": "loop_6_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-222",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 6 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-223",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      920,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-224",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      960,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_6_mute",
     "presentation": 1,
     "presentation_rect": [
      504,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_6_mute",
       "parameter_shortname": "loop_6_mute",
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
     "id": "obj-225",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 6 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-226",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      920,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-227",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      920,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_6_layer",
     "presentation": 1,
     "presentation_rect": [
      469,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_6_layer",
       "parameter_shortname": "loop_6_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-228",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 6 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-229",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      920,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-230",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_6"
    }
   },
   {
    "box": {
     "id": "obj-231",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_6"
    }
   },
   {
    "box": {
     "id": "obj-232",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_6"
    }
   },
   {
    "box": {
     "id": "obj-233",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_6"
    }
   },
   {
    "box": {
     "id": "obj-234",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      920,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-235",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1070,
      1390,
      19.228,
      21
     ],
     "text": "7",
     "presentation": 1,
     "presentation_rect": [
      540,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-236",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_7_name",
     "presentation": 1,
     "presentation_rect": [
      541,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-237",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_7_gain",
     "presentation": 1,
     "presentation_rect": [
      544,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_7_gain",
       "parameter_shortname": "loop_7_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-238",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 7 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-239",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1070,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-240",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1110,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_7_mute",
     "presentation": 1,
     "presentation_rect": [
      576,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_7_mute",
       "parameter_shortname": "loop_7_mute",
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
     "id": "obj-241",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 7 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-242",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1070,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-243",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1070,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_7_layer",
     "presentation": 1,
     "presentation_rect": [
      541,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_7_layer",
       "parameter_shortname": "loop_7_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-244",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 7 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-245",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1070,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-246",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_7"
    }
   },
   {
    "box": {
     "id": "obj-247",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_7"
    }
   },
   {
    "box": {
     "id": "obj-248",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_7"
    }
   },
   {
    "box": {
     "id": "obj-249",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_7"
    }
   },
   {
    "box": {
     "id": "obj-250",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1070,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-251",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      1390,
      19.228,
      21
     ],
     "text": "8",
     "presentation": 1,
     "presentation_rect": [
      612,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-252",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_8_name",
     "presentation": 1,
     "presentation_rect": [
      613,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-253",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_8_gain",
     "presentation": 1,
     "presentation_rect": [
      616,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_8_gain",
       "parameter_shortname": "loop_8_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-254",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 8 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-255",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-256",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1260,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_8_mute",
     "presentation": 1,
     "presentation_rect": [
      648,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_8_mute",
       "parameter_shortname": "loop_8_mute",
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
     "id": "obj-257",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 8 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-258",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-259",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1220,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_8_layer",
     "presentation": 1,
     "presentation_rect": [
      613,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_8_layer",
       "parameter_shortname": "loop_8_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-260",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 8 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-261",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-262",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_8"
    }
   },
   {
    "box": {
     "id": "obj-263",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_8"
    }
   },
   {
    "box": {
     "id": "obj-264",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_8"
    }
   },
   {
    "box": {
     "id": "obj-265",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_8"
    }
   },
   {
    "box": {
     "id": "obj-266",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1220,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-267",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1370,
      1390,
      19.228,
      21
     ],
     "text": "9",
     "presentation": 1,
     "presentation_rect": [
      684,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-268",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_9_name",
     "presentation": 1,
     "presentation_rect": [
      685,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-269",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_9_gain",
     "presentation": 1,
     "presentation_rect": [
      688,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_9_gain",
       "parameter_shortname": "loop_9_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-270",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1520.0,
      126.7,
      22.0
     ],
     "text": "/dream/loop/gain 9 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-271",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1370,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-272",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1410,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_9_mute",
     "presentation": 1,
     "presentation_rect": [
      720,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_9_mute",
       "parameter_shortname": "loop_9_mute",
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
     "id": "obj-273",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1590.0,
      130.7,
      22.0
     ],
     "text": "/dream/loop/mute 9 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-274",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1370,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-275",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1370,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_9_layer",
     "presentation": 1,
     "presentation_rect": [
      685,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_9_layer",
       "parameter_shortname": "loop_9_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-276",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1690.0,
      130.0,
      22.0
     ],
     "text": "/dream/loop/layer 9 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-277",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1370,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-278",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1760,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_9"
    }
   },
   {
    "box": {
     "id": "obj-279",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1790,
      100.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_9"
    }
   },
   {
    "box": {
     "id": "obj-280",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1820,
      99.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_9"
    }
   },
   {
    "box": {
     "id": "obj-281",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1850,
      103.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_9"
    }
   },
   {
    "box": {
     "id": "obj-282",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1370,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-283",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1520,
      1390,
      26.456,
      21
     ],
     "text": "10",
     "presentation": 1,
     "presentation_rect": [
      756,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-284",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_10_name",
     "presentation": 1,
     "presentation_rect": [
      757,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-285",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_10_gain",
     "presentation": 1,
     "presentation_rect": [
      760,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_10_gain",
       "parameter_shortname": "loop_10_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-286",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1520.0,
      133.3,
      22.0
     ],
     "text": "/dream/loop/gain 10 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-287",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1520,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-288",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1560,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_10_mute",
     "presentation": 1,
     "presentation_rect": [
      792,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_10_mute",
       "parameter_shortname": "loop_10_mute",
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
     "id": "obj-289",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1590.0,
      137.3,
      22.0
     ],
     "text": "/dream/loop/mute 10 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-290",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1520,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-291",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1520,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_10_layer",
     "presentation": 1,
     "presentation_rect": [
      757,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_10_layer",
       "parameter_shortname": "loop_10_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-292",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1690.0,
      136.7,
      22.0
     ],
     "text": "/dream/loop/layer 10 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-293",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1520,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-294",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1760,
      102.7,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_10"
    }
   },
   {
    "box": {
     "id": "obj-295",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1790,
      106.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_10"
    }
   },
   {
    "box": {
     "id": "obj-296",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1820,
      106.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_10"
    }
   },
   {
    "box": {
     "id": "obj-297",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1850,
      110.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_10"
    }
   },
   {
    "box": {
     "id": "obj-298",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1520,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-299",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1670,
      1390,
      26.456,
      21
     ],
     "text": "11",
     "presentation": 1,
     "presentation_rect": [
      828,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-300",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_11_name",
     "presentation": 1,
     "presentation_rect": [
      829,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-301",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_11_gain",
     "presentation": 1,
     "presentation_rect": [
      832,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_11_gain",
       "parameter_shortname": "loop_11_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-302",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1520.0,
      133.3,
      22.0
     ],
     "text": "/dream/loop/gain 11 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-303",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1670,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-304",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1710,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_11_mute",
     "presentation": 1,
     "presentation_rect": [
      864,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_11_mute",
       "parameter_shortname": "loop_11_mute",
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
     "id": "obj-305",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1590.0,
      137.3,
      22.0
     ],
     "text": "/dream/loop/mute 11 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-306",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1670,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-307",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1670,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_11_layer",
     "presentation": 1,
     "presentation_rect": [
      829,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_11_layer",
       "parameter_shortname": "loop_11_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-308",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1690.0,
      136.7,
      22.0
     ],
     "text": "/dream/loop/layer 11 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-309",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1670,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-310",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1760,
      102.7,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_11"
    }
   },
   {
    "box": {
     "id": "obj-311",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1790,
      106.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_11"
    }
   },
   {
    "box": {
     "id": "obj-312",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1820,
      106.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_11"
    }
   },
   {
    "box": {
     "id": "obj-313",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1850,
      110.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_11"
    }
   },
   {
    "box": {
     "id": "obj-314",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1670,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-315",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1820,
      1390,
      26.456,
      21
     ],
     "text": "12",
     "presentation": 1,
     "presentation_rect": [
      900,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-316",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_12_name",
     "presentation": 1,
     "presentation_rect": [
      901,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-317",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_12_gain",
     "presentation": 1,
     "presentation_rect": [
      904,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_12_gain",
       "parameter_shortname": "loop_12_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-318",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1520.0,
      133.3,
      22.0
     ],
     "text": "/dream/loop/gain 12 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-319",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1820,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-320",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1860,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_12_mute",
     "presentation": 1,
     "presentation_rect": [
      936,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_12_mute",
       "parameter_shortname": "loop_12_mute",
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
     "id": "obj-321",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1590.0,
      137.3,
      22.0
     ],
     "text": "/dream/loop/mute 12 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-322",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1820,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-323",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1820,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_12_layer",
     "presentation": 1,
     "presentation_rect": [
      901,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_12_layer",
       "parameter_shortname": "loop_12_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-324",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1690.0,
      136.7,
      22.0
     ],
     "text": "/dream/loop/layer 12 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-325",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1820,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-326",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1760,
      102.7,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_12"
    }
   },
   {
    "box": {
     "id": "obj-327",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1790,
      106.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_12"
    }
   },
   {
    "box": {
     "id": "obj-328",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1820,
      106.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_12"
    }
   },
   {
    "box": {
     "id": "obj-329",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1850,
      110.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_12"
    }
   },
   {
    "box": {
     "id": "obj-330",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1820,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-331",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1970,
      1390,
      26.456,
      21
     ],
     "text": "13",
     "presentation": 1,
     "presentation_rect": [
      972,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-332",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_13_name",
     "presentation": 1,
     "presentation_rect": [
      973,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-333",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_13_gain",
     "presentation": 1,
     "presentation_rect": [
      976,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_13_gain",
       "parameter_shortname": "loop_13_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-334",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1520.0,
      133.3,
      22.0
     ],
     "text": "/dream/loop/gain 13 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-335",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1970,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-336",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2010,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_13_mute",
     "presentation": 1,
     "presentation_rect": [
      1008,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_13_mute",
       "parameter_shortname": "loop_13_mute",
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
     "id": "obj-337",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1590.0,
      137.3,
      22.0
     ],
     "text": "/dream/loop/mute 13 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-338",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1970,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-339",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1970,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_13_layer",
     "presentation": 1,
     "presentation_rect": [
      973,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_13_layer",
       "parameter_shortname": "loop_13_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-340",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1690.0,
      136.7,
      22.0
     ],
     "text": "/dream/loop/layer 13 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-341",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1970,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-342",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1760,
      102.7,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_13"
    }
   },
   {
    "box": {
     "id": "obj-343",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1790,
      106.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_13"
    }
   },
   {
    "box": {
     "id": "obj-344",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1820,
      106.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_13"
    }
   },
   {
    "box": {
     "id": "obj-345",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1850,
      110.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_13"
    }
   },
   {
    "box": {
     "id": "obj-346",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1970,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-347",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2120,
      1390,
      26.456,
      21
     ],
     "text": "14",
     "presentation": 1,
     "presentation_rect": [
      1044,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-348",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_14_name",
     "presentation": 1,
     "presentation_rect": [
      1045,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-349",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_14_gain",
     "presentation": 1,
     "presentation_rect": [
      1048,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_14_gain",
       "parameter_shortname": "loop_14_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-350",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1520.0,
      133.3,
      22.0
     ],
     "text": "/dream/loop/gain 14 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-351",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2120,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-352",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2160,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_14_mute",
     "presentation": 1,
     "presentation_rect": [
      1080,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_14_mute",
       "parameter_shortname": "loop_14_mute",
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
     "id": "obj-353",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1590.0,
      137.3,
      22.0
     ],
     "text": "/dream/loop/mute 14 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-354",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2120,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-355",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2120,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_14_layer",
     "presentation": 1,
     "presentation_rect": [
      1045,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_14_layer",
       "parameter_shortname": "loop_14_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-356",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1690.0,
      136.7,
      22.0
     ],
     "text": "/dream/loop/layer 14 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-357",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2120,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-358",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1760,
      102.7,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_14"
    }
   },
   {
    "box": {
     "id": "obj-359",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1790,
      106.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_14"
    }
   },
   {
    "box": {
     "id": "obj-360",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1820,
      106.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_14"
    }
   },
   {
    "box": {
     "id": "obj-361",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1850,
      110.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_14"
    }
   },
   {
    "box": {
     "id": "obj-362",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2120,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-363",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2270,
      1390,
      26.456,
      21
     ],
     "text": "15",
     "presentation": 1,
     "presentation_rect": [
      1116,
      446,
      30,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-364",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1880,
      90,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "loop_15_name",
     "presentation": 1,
     "presentation_rect": [
      1117,
      469,
      66,
      18
     ],
     "ignoreclick": 1,
     "fontsize": 9.5,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-365",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1430,
      24,
      80
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_15_gain",
     "presentation": 1,
     "presentation_rect": [
      1120,
      490,
      26,
      112
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 2,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "knobcolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_15_gain",
       "parameter_shortname": "loop_15_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-366",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1520.0,
      133.3,
      22.0
     ],
     "text": "/dream/loop/gain 15 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-367",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2270,
      1550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-368",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2310,
      1430,
      30,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "loop_15_mute",
     "presentation": 1,
     "presentation_rect": [
      1152,
      490,
      30,
      112
     ],
     "text": "M",
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
     "mode": 1,
     "texton": "M",
     "bgoncolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_15_mute",
       "parameter_shortname": "loop_15_mute",
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
     "id": "obj-369",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1590.0,
      137.3,
      22.0
     ],
     "text": "/dream/loop/mute 15 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-370",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2270,
      1620.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-371",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2270,
      1660,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "loop_15_layer",
     "presentation": 1,
     "presentation_rect": [
      1117,
      608,
      66,
      24
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 11.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_15_layer",
       "parameter_shortname": "loop_15_layer",
       "parameter_type": 2,
       "parameter_enum": [
        "swell",
        "tremolo",
        "ring"
       ],
       "parameter_mmax": 2
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-372",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1690.0,
      136.7,
      22.0
     ],
     "text": "/dream/loop/layer 15 $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-373",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2270,
      1720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-374",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1760,
      102.7,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_gain_15"
    }
   },
   {
    "box": {
     "id": "obj-375",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1790,
      106.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_mute_15"
    }
   },
   {
    "box": {
     "id": "obj-376",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1820,
      106.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_layer_15"
    }
   },
   {
    "box": {
     "id": "obj-377",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1850,
      110.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_name_15"
    }
   },
   {
    "box": {
     "id": "obj-378",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2270,
      1910,
      96.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop_names"
    }
   },
   {
    "box": {
     "id": "obj-379",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      260,
      50,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "loops",
     "presentation": 1,
     "presentation_rect": [
      34,
      640,
      44,
      24
     ],
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-380",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      820,
      160.0,
      118.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/bank/ready"
    }
   },
   {
    "box": {
     "id": "obj-381",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      190.0,
      68.6,
      22.0
     ],
     "outlettype": [
      "",
      "int"
     ],
     "text": "unpack s 0"
    }
   },
   {
    "box": {
     "id": "obj-382",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      880,
      260,
      40.68,
      20
     ],
     "text": "loops",
     "presentation": 1,
     "presentation_rect": [
      82,
      641,
      60,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-383",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      820,
      420,
      160,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "bank_menu",
     "presentation": 1,
     "presentation_rect": [
      432,
      640,
      300,
      24
     ],
     "items": [
      "banks"
     ],
     "autopopulate": 1,
     "types": [
      "fold"
     ],
     "prefix_mode": 0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 13.0,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-384",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      330.0,
      92.0,
      22.0
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "text": "opendialog fold"
    }
   },
   {
    "box": {
     "id": "obj-385",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      360.0,
      135.3,
      22.0
     ],
     "outlettype": [
      "",
      "int"
     ],
     "text": "conformpath slash boot"
    }
   },
   {
    "box": {
     "id": "obj-386",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      820,
      300,
      138.179,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "bank_folder",
     "presentation": 1,
     "presentation_rect": [
      264,
      638,
      160,
      28
     ],
     "text": "folder of the banks\u2026",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "bank_folder",
       "parameter_shortname": "bank_folder",
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
     "id": "obj-387",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      820,
      390,
      56.6,
      22.0
     ],
     "text": "prefix $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-388",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      450,
      135.3,
      22.0
     ],
     "outlettype": [
      "",
      "int"
     ],
     "text": "conformpath slash boot"
    }
   },
   {
    "box": {
     "id": "obj-389",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      820,
      480.0,
      120.0,
      22.0
     ],
     "text": "/dream/bank/load $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-390",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      820,
      510.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-391",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      820,
      560,
      122.736,
      20
     ],
     "text": "choose one to load it",
     "presentation": 1,
     "presentation_rect": [
      740,
      641,
      136,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-392",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      860,
      640,
      50,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "effect_loop",
     "presentation": 1,
     "presentation_rect": [
      922,
      640,
      40,
      24
     ],
     "minimum": 0,
     "maximum": 63,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "effect_loop",
       "parameter_shortname": "effect_loop",
       "parameter_type": 1,
       "parameter_mmin": 0,
       "parameter_mmax": 63
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-393",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      860,
      670,
      34.68,
      20
     ],
     "text": "loop",
     "presentation": 1,
     "presentation_rect": [
      884,
      641,
      38,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-394",
     "maxclass": "textedit",
     "numinlets": 1,
     "numoutlets": 4,
     "patching_rect": [
      930,
      640,
      90,
      22
     ],
     "outlettype": [
      "",
      "int",
      "",
      ""
     ],
     "varname": "effect_name",
     "presentation": 1,
     "presentation_rect": [
      968,
      640,
      126,
      24
     ],
     "text": "hall",
     "keymode": 1,
     "lines": 1,
     "fontsize": 13.0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
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
     "id": "obj-395",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      860,
      720,
      73.868,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "effect_on",
     "presentation": 1,
     "presentation_rect": [
      1100,
      638,
      100,
      28
     ],
     "text": "effect off",
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
     "fontsize": 13.0,
     "mode": 1,
     "texton": "EFFECT ON",
     "bgoncolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "effect_on",
       "parameter_shortname": "effect_on",
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
     "id": "obj-396",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      860,
      790,
      28.0,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-397",
     "maxclass": "newobj",
     "numinlets": 3,
     "numoutlets": 1,
     "patching_rect": [
      860,
      820,
      78.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "pack 0 hall 0"
    }
   },
   {
    "box": {
     "id": "obj-398",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      930,
      690,
      60.6,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "route text"
    }
   },
   {
    "box": {
     "id": "obj-399",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      860,
      760,
      29.9,
      22.0
     ],
     "outlettype": [
      "bang",
      "int"
     ],
     "text": "t b i"
    }
   },
   {
    "box": {
     "id": "obj-400",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      860,
      850.0,
      156.7,
      22.0
     ],
     "text": "/dream/loop/effect $1 $2 $3",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-401",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      860,
      880.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-402",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      20,
      79.344,
      20
     ],
     "text": "FOLLOWER"
    }
   },
   {
    "box": {
     "id": "obj-403",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1140,
      90,
      93.36,
      25.6
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "follow",
     "presentation": 1,
     "presentation_rect": [
      644,
      98,
      262,
      52
     ],
     "text": "loops rest",
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
     "mode": 1,
     "texton": "LOOPS FOLLOW LIVE PITCH",
     "bgoncolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "textoncolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "usebgoncolor": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "follow",
       "parameter_shortname": "follow",
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
     "id": "obj-404",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      60,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 1"
    }
   },
   {
    "box": {
     "id": "obj-405",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      120.0,
      148.7,
      22.0
     ],
     "text": "/dream/follower/enable $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-406",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      150.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-407",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1280,
      60,
      114.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.follower_enable"
    }
   },
   {
    "box": {
     "id": "obj-408",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1140,
      230,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "follower_attack_ms",
     "presentation": 1,
     "presentation_rect": [
      644,
      162,
      76,
      26
     ],
     "minimum": 0.1,
     "maximum": 5000.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "follower_attack_ms",
       "parameter_shortname": "follower_attack_ms",
       "parameter_type": 0,
       "parameter_mmin": 0.1,
       "parameter_mmax": 5000.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-409",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      200,
      98.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 20"
    }
   },
   {
    "box": {
     "id": "obj-410",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      260.0,
      167.3,
      22.0
     ],
     "text": "/dream/follower/attack_ms $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-411",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      290.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-412",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1260,
      200,
      133.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.follower_attack_ms"
    }
   },
   {
    "box": {
     "id": "obj-413",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      230,
      71.241,
      21
     ],
     "text": "attack, ms",
     "presentation": 1,
     "presentation_rect": [
      728,
      164,
      180,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-414",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1140,
      360,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "follower_release_ms",
     "presentation": 1,
     "presentation_rect": [
      644,
      193,
      76,
      26
     ],
     "minimum": 0.1,
     "maximum": 5000.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "follower_release_ms",
       "parameter_shortname": "follower_release_ms",
       "parameter_type": 0,
       "parameter_mmin": 0.1,
       "parameter_mmax": 5000.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-415",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      330,
      104.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 400"
    }
   },
   {
    "box": {
     "id": "obj-416",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      390.0,
      174.7,
      22.0
     ],
     "text": "/dream/follower/release_ms $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-417",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      420.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-418",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1260,
      330,
      140.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.follower_release_ms"
    }
   },
   {
    "box": {
     "id": "obj-419",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      360,
      79.184,
      21
     ],
     "text": "release, ms",
     "presentation": 1,
     "presentation_rect": [
      728,
      195,
      180,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-420",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1140,
      490,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "follower_sensitivity_db",
     "presentation": 1,
     "presentation_rect": [
      644,
      224,
      76,
      26
     ],
     "minimum": -40.0,
     "maximum": 60.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "follower_sensitivity_db",
       "parameter_shortname": "follower_sensitivity_db",
       "parameter_type": 0,
       "parameter_mmin": -40.0,
       "parameter_mmax": 60.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-421",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      460,
      98.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 30"
    }
   },
   {
    "box": {
     "id": "obj-422",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      520.0,
      184.7,
      22.0
     ],
     "text": "/dream/follower/sensitivity_db $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-423",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      550.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-424",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1260,
      460,
      150.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.follower_sensitivity_db"
    }
   },
   {
    "box": {
     "id": "obj-425",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      490,
      91.469,
      21
     ],
     "text": "sensitivity, dB",
     "presentation": 1,
     "presentation_rect": [
      728,
      226,
      180,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-426",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1140,
      620,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "follower_q",
     "presentation": 1,
     "presentation_rect": [
      644,
      255,
      76,
      26
     ],
     "minimum": 0.5,
     "maximum": 200.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "follower_q",
       "parameter_shortname": "follower_q",
       "parameter_type": 0,
       "parameter_mmin": 0.5,
       "parameter_mmax": 200.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-427",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      590,
      98.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 20"
    }
   },
   {
    "box": {
     "id": "obj-428",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      650.0,
      119.3,
      22.0
     ],
     "text": "/dream/follower/q $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-429",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      680.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-430",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1260,
      590,
      85.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.follower_q"
    }
   },
   {
    "box": {
     "id": "obj-431",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      620,
      94.355,
      21
     ],
     "text": "sharpness (Q)",
     "presentation": 1,
     "presentation_rect": [
      728,
      257,
      180,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-432",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1140,
      750,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "follower_range",
     "presentation": 1,
     "presentation_rect": [
      644,
      286,
      76,
      26
     ],
     "minimum": 0.0,
     "maximum": 1.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "follower_range",
       "parameter_shortname": "follower_range",
       "parameter_type": 0,
       "parameter_mmin": 0.0,
       "parameter_mmax": 1.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-433",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      720,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 1"
    }
   },
   {
    "box": {
     "id": "obj-434",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      780.0,
      143.3,
      22.0
     ],
     "text": "/dream/follower/range $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-435",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      810.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-436",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1260,
      720,
      109.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.follower_range"
    }
   },
   {
    "box": {
     "id": "obj-437",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      750,
      137.02100000000002,
      21
     ],
     "text": "largest gain of a band",
     "presentation": 1,
     "presentation_rect": [
      728,
      288,
      180,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-438",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1140,
      880,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "follower_gate_db",
     "presentation": 1,
     "presentation_rect": [
      644,
      317,
      76,
      26
     ],
     "minimum": -120.0,
     "maximum": 0.0,
     "fontsize": 14.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "follower_gate_db",
       "parameter_shortname": "follower_gate_db",
       "parameter_type": 0,
       "parameter_mmin": -120.0,
       "parameter_mmax": 0.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-439",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      850,
      108.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set -120"
    }
   },
   {
    "box": {
     "id": "obj-440",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      910.0,
      156.0,
      22.0
     ],
     "text": "/dream/follower/gate_db $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-441",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      940.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-442",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1260,
      850,
      122.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.follower_gate_db"
    }
   },
   {
    "box": {
     "id": "obj-443",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      880,
      134.85,
      21
     ],
     "text": "gate, dB (-120: none)",
     "presentation": 1,
     "presentation_rect": [
      728,
      319,
      180,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-444",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      990,
      53.34,
      20
     ],
     "text": "BANDS"
    }
   },
   {
    "box": {
     "id": "obj-445",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1140,
      1010,
      91.21,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "bands_of_the_loops",
     "presentation": 1,
     "presentation_rect": [
      112,
      694,
      100,
      30
     ],
     "text": "of the loops",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "bands_of_the_loops",
       "parameter_shortname": "bands_of_the_loops",
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
     "id": "obj-446",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      1040.0,
      158.0,
      22.0
     ],
     "text": "/dream/follower/bands bank",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-447",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      1070.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-448",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1380,
      1010,
      98.412,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "bands_of_the_strings",
     "presentation": 1,
     "presentation_rect": [
      218,
      694,
      110,
      30
     ],
     "text": "guitar strings",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "bands_of_the_strings",
       "parameter_shortname": "bands_of_the_strings",
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
     "id": "obj-449",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1380,
      1040.0,
      238.7,
      22.0
     ],
     "text": "/dream/follower/bands E2 A2 D3 G3 B3 E4",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-450",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1380,
      1070.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-451",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1700,
      1010.0,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/bands"
    }
   },
   {
    "box": {
     "id": "obj-452",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1700,
      1040.0,
      74.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend set"
    }
   },
   {
    "box": {
     "id": "obj-453",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1700,
      1080,
      280,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "bands",
     "presentation": 1,
     "presentation_rect": [
      334,
      698,
      222,
      22
     ],
     "ignoreclick": 1,
     "fontsize": 12.0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-454",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1700,
      1110,
      26.664,
      20
     ],
     "text": "Hz",
     "presentation": 1,
     "presentation_rect": [
      556,
      698,
      26,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-455",
     "maxclass": "multislider",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      2700,
      1080,
      130,
      30
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "heard",
     "presentation": 1,
     "presentation_rect": [
      582,
      692,
      94,
      34
     ],
     "size": 16,
     "setminmax": [
      0.0,
      1.0
     ],
     "setstyle": 1,
     "settype": 1,
     "ignoreclick": 1,
     "listresize": 1,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "slidercolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-456",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2700,
      1010,
      89.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/heard"
    }
   },
   {
    "box": {
     "id": "obj-457",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      2060,
      1010,
      50,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "map_loop",
     "presentation": 1,
     "presentation_rect": [
      724,
      698,
      40,
      22
     ],
     "minimum": 0,
     "maximum": 63,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "map_loop",
       "parameter_shortname": "map_loop",
       "parameter_type": 1,
       "parameter_mmin": 0,
       "parameter_mmax": 63
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-458",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2060,
      1036,
      34.68,
      20
     ],
     "text": "loop",
     "presentation": 1,
     "presentation_rect": [
      684,
      698,
      40,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-459",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      2170,
      1010,
      50,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "map_band",
     "presentation": 1,
     "presentation_rect": [
      816,
      698,
      40,
      22
     ],
     "minimum": 0,
     "maximum": 63,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "map_band",
       "parameter_shortname": "map_band",
       "parameter_type": 1,
       "parameter_mmin": 0,
       "parameter_mmax": 63
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-460",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2170,
      1036,
      38.688,
      20
     ],
     "text": "band",
     "presentation": 1,
     "presentation_rect": [
      776,
      698,
      40,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-461",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      2280,
      1010,
      50,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "map_weight",
     "presentation": 1,
     "presentation_rect": [
      922,
      698,
      52,
      22
     ],
     "minimum": -1,
     "maximum": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "map_weight",
       "parameter_shortname": "map_weight",
       "parameter_type": 0,
       "parameter_mmin": -1,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-462",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2280,
      1036,
      46.68,
      20
     ],
     "text": "weight",
     "presentation": 1,
     "presentation_rect": [
      868,
      698,
      54,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-463",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2060,
      1070,
      41.342,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "map_set",
     "presentation": 1,
     "presentation_rect": [
      984,
      694,
      90,
      30
     ],
     "text": "set",
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
     "fontsize": 13.0,
     "bgoncolor": [
      1.0,
      0.72,
      0.2,
      1.0
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "map_set",
       "parameter_shortname": "map_set",
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
     "id": "obj-464",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2200,
      1070,
      80.35499999999999,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "map_auto",
     "presentation": 1,
     "presentation_rect": [
      1082,
      694,
      116,
      30
     ],
     "text": "automatic",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "map_auto",
       "parameter_shortname": "map_auto",
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
     "id": "obj-465",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2060,
      1110,
      28.0,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-466",
     "maxclass": "newobj",
     "numinlets": 3,
     "numoutlets": 1,
     "patching_rect": [
      2060,
      1150,
      69.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "pack 0 0 0."
    }
   },
   {
    "box": {
     "id": "obj-467",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2060,
      1190.0,
      169.3,
      22.0
     ],
     "text": "/dream/follower/map $1 $2 $3",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-468",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2060,
      1220.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-469",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2300,
      1110,
      28.0,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-470",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2300,
      1150.0,
      162.7,
      22.0
     ],
     "text": "/dream/follower/map/auto $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-471",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2300,
      1180.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-472",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      540,
      1262,
      76.668,
      20
     ],
     "text": "DREAMING"
    }
   },
   {
    "box": {
     "id": "obj-473",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      640,
      1292,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "control_temperature",
     "presentation": 1,
     "presentation_rect": [
      112.0,
      758,
      54,
      24
     ],
     "minimum": 0.0,
     "maximum": 4.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_temperature",
       "parameter_shortname": "control_temperature",
       "parameter_type": 0,
       "parameter_mmin": 0.0,
       "parameter_mmax": 4.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-474",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      640,
      1262,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 1"
    }
   },
   {
    "box": {
     "id": "obj-475",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      640,
      1322.0,
      172.0,
      22.0
     ],
     "text": "/dream/control/temperature $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-476",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      640,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-477",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      640,
      1232,
      138.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.control_temperature"
    }
   },
   {
    "box": {
     "id": "obj-478",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      720,
      1292,
      76.692,
      20
     ],
     "text": "temperature",
     "presentation": 1,
     "presentation_rect": [
      168.0,
      759,
      89.2,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-479",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      900,
      1292,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "control_dropout",
     "presentation": 1,
     "presentation_rect": [
      265.2,
      758,
      54,
      24
     ],
     "minimum": 0.0,
     "maximum": 0.95,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_dropout",
       "parameter_shortname": "control_dropout",
       "parameter_type": 0,
       "parameter_mmin": 0.0,
       "parameter_mmax": 0.95
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-480",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      900,
      1262,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 0"
    }
   },
   {
    "box": {
     "id": "obj-481",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      900,
      1322.0,
      148.0,
      22.0
     ],
     "text": "/dream/control/dropout $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-482",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      900,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-483",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      900,
      1232,
      114.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.control_dropout"
    }
   },
   {
    "box": {
     "id": "obj-484",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      980,
      1292,
      52.692,
      20
     ],
     "text": "dropout",
     "presentation": 1,
     "presentation_rect": [
      321.2,
      759,
      60.4,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-485",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1160,
      1292,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "control_noise",
     "presentation": 1,
     "presentation_rect": [
      389.6,
      758,
      54,
      24
     ],
     "minimum": 0.0,
     "maximum": 1.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_noise",
       "parameter_shortname": "control_noise",
       "parameter_type": 0,
       "parameter_mmin": 0.0,
       "parameter_mmax": 1.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-486",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1160,
      1262,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 0"
    }
   },
   {
    "box": {
     "id": "obj-487",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1160,
      1322.0,
      136.0,
      22.0
     ],
     "text": "/dream/control/noise $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-488",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1160,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-489",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1160,
      1232,
      102.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.control_noise"
    }
   },
   {
    "box": {
     "id": "obj-490",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1240,
      1292,
      40.68,
      20
     ],
     "text": "noise",
     "presentation": 1,
     "presentation_rect": [
      445.6,
      759,
      46.0,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-491",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1420,
      1292,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "control_noise_when_stuck",
     "presentation": 1,
     "presentation_rect": [
      499.6,
      758,
      54,
      24
     ],
     "minimum": 0.0,
     "maximum": 1.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_noise_when_stuck",
       "parameter_shortname": "control_noise_when_stuck",
       "parameter_type": 0,
       "parameter_mmin": 0.0,
       "parameter_mmax": 1.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-492",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1420,
      1262,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 0"
    }
   },
   {
    "box": {
     "id": "obj-493",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1420,
      1322.0,
      206.0,
      22.0
     ],
     "text": "/dream/control/noise_when_stuck $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-494",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1420,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-495",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1420,
      1232,
      172.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.control_noise_when_stuck"
    }
   },
   {
    "box": {
     "id": "obj-496",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1500,
      1292,
      49.344,
      20
     ],
     "text": "if stuck",
     "presentation": 1,
     "presentation_rect": [
      555.6,
      759,
      67.6,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-497",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1680,
      1292,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "control_energy_hold",
     "presentation": 1,
     "presentation_rect": [
      631.2,
      758,
      54,
      24
     ],
     "minimum": 0.0,
     "maximum": 1.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_energy_hold",
       "parameter_shortname": "control_energy_hold",
       "parameter_type": 0,
       "parameter_mmin": 0.0,
       "parameter_mmax": 1.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-498",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1680,
      1262,
      108.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 0.25"
    }
   },
   {
    "box": {
     "id": "obj-499",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1680,
      1322.0,
      173.3,
      22.0
     ],
     "text": "/dream/control/energy_hold $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-500",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1680,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-501",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1680,
      1232,
      139.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.control_energy_hold"
    }
   },
   {
    "box": {
     "id": "obj-502",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1760,
      1292,
      74.7,
      20
     ],
     "text": "energy hold",
     "presentation": 1,
     "presentation_rect": [
      687.2,
      759,
      89.2,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-503",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1940,
      1292,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "control_tau",
     "presentation": 1,
     "presentation_rect": [
      784.4000000000001,
      758,
      54,
      24
     ],
     "minimum": 0.0,
     "maximum": 1.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_tau",
       "parameter_shortname": "control_tau",
       "parameter_type": 0,
       "parameter_mmin": 0.0,
       "parameter_mmax": 1.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-504",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1940,
      1262,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 1"
    }
   },
   {
    "box": {
     "id": "obj-505",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1940,
      1322.0,
      124.0,
      22.0
     ],
     "text": "/dream/control/tau $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-506",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1940,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-507",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1940,
      1232,
      90.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.control_tau"
    }
   },
   {
    "box": {
     "id": "obj-508",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2020,
      1292,
      28.68,
      20
     ],
     "text": "tau",
     "presentation": 1,
     "presentation_rect": [
      840.4000000000001,
      759,
      31.6,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-509",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      2200,
      1292,
      70,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "control_influence",
     "presentation": 1,
     "presentation_rect": [
      112.0,
      794,
      54,
      24
     ],
     "minimum": 0.0,
     "maximum": 3.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_influence",
       "parameter_shortname": "control_influence",
       "parameter_type": 0,
       "parameter_mmin": 0.0,
       "parameter_mmax": 3.0
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-510",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      2200,
      1262,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 1"
    }
   },
   {
    "box": {
     "id": "obj-511",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2200,
      1322.0,
      155.3,
      22.0
     ],
     "text": "/dream/control/influence $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-512",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2200,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-513",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2200,
      1232,
      121.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.control_influence"
    }
   },
   {
    "box": {
     "id": "obj-514",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2280,
      1292,
      60.024,
      20
     ],
     "text": "influence",
     "presentation": 1,
     "presentation_rect": [
      168.0,
      795,
      74.8,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-515",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2460,
      1292,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "control_sampling",
     "presentation": 1,
     "presentation_rect": [
      880.0000000000001,
      758,
      100,
      24
     ],
     "items": [
      "greedy",
      ",",
      "exact",
      ",",
      "tempered",
      ",",
      "full"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_sampling",
       "parameter_shortname": "control_sampling",
       "parameter_type": 2,
       "parameter_enum": [
        "greedy",
        "exact",
        "tempered",
        "full"
       ],
       "parameter_mmax": 3
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-516",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      2460,
      1262,
      138.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess setsymbol full"
    }
   },
   {
    "box": {
     "id": "obj-517",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2460,
      1322.0,
      155.3,
      22.0
     ],
     "text": "/dream/control/sampling $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-518",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2460,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-519",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2470,
      1232,
      121.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.control_sampling"
    }
   },
   {
    "box": {
     "id": "obj-520",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2560,
      1292,
      60.012,
      20
     ],
     "text": "sampling",
     "presentation": 1,
     "presentation_rect": [
      982.0000000000001,
      759,
      70,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-521",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      2720,
      1292,
      118.653,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "control_reset",
     "presentation": 1,
     "presentation_rect": [
      1058.0,
      756,
      130,
      28
     ],
     "text": "as the card says",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_reset",
       "parameter_shortname": "control_reset",
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
     "id": "obj-522",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      2720,
      1322.0,
      117.3,
      22.0
     ],
     "text": "/dream/control/reset",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-523",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2720,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-524",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      3090,
      1292,
      58.68,
      20
     ],
     "text": "harmony",
     "presentation": 1,
     "presentation_rect": [
      256.8,
      795,
      62,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-525",
     "maxclass": "textedit",
     "numinlets": 1,
     "numoutlets": 4,
     "patching_rect": [
      2880,
      1292,
      200,
      22
     ],
     "outlettype": [
      "",
      "int",
      "",
      ""
     ],
     "varname": "pitches",
     "presentation": 1,
     "presentation_rect": [
      320.8,
      794,
      260,
      24
     ],
     "text": "auto",
     "keymode": 1,
     "lines": 1,
     "fontsize": 13.0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
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
     "id": "obj-526",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2880,
      1202.0,
      68.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.pitches"
    }
   },
   {
    "box": {
     "id": "obj-527",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      2880,
      1232.0,
      72.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "fromsymbol"
    }
   },
   {
    "box": {
     "id": "obj-528",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      2880,
      1262.0,
      74.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend set"
    }
   },
   {
    "box": {
     "id": "obj-529",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      2880,
      1322,
      60.6,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "route text"
    }
   },
   {
    "box": {
     "id": "obj-530",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      2880,
      1352,
      136.7,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend /dream/pitches"
    }
   },
   {
    "box": {
     "id": "obj-531",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2880,
      1382,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-532",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      3090,
      1322,
      144.072,
      20
     ],
     "text": "C3 E3 G3, or auto; Enter",
     "presentation": 1,
     "presentation_rect": [
      586.8,
      795,
      180,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-533",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      3300,
      1292,
      72.412,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "pitches_auto",
     "presentation": 1,
     "presentation_rect": [
      770.8,
      792,
      100,
      28
     ],
     "text": "as I play",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "pitches_auto",
       "parameter_shortname": "pitches_auto",
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
     "id": "obj-534",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      3300,
      1322.0,
      116.0,
      22.0
     ],
     "text": "/dream/pitches auto",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-535",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      3300,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-536",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      3440,
      1292,
      102.741,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "live_start",
     "presentation": 1,
     "presentation_rect": [
      112.0,
      828,
      110,
      28
     ],
     "text": "LIVE DREAM",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "live_start",
       "parameter_shortname": "live_start",
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
     "id": "obj-537",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      3440,
      1322.0,
      96.0,
      22.0
     ],
     "text": "/dream/live/start",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-538",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      3440,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-539",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      3600,
      1292,
      58.684,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "live_stop",
     "presentation": 1,
     "presentation_rect": [
      228.0,
      828,
      70,
      28
     ],
     "text": "stop it",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "live_stop",
       "parameter_shortname": "live_stop",
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
     "id": "obj-540",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      3600,
      1322.0,
      95.3,
      22.0
     ],
     "text": "/dream/live/stop",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-541",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      3600,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-542",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      3760,
      1292,
      90,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "control_manner",
     "presentation": 1,
     "presentation_rect": [
      308.0,
      830,
      100,
      24
     ],
     "items": [
      "with",
      ",",
      "between"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "control_manner",
       "parameter_shortname": "control_manner",
       "parameter_type": 2,
       "parameter_enum": [
        "with",
        "between"
       ],
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-543",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      3760,
      1322.0,
      148.0,
      22.0
     ],
     "text": "/dream/control/manner $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-544",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      3760,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-545",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      3770,
      1232,
      114.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.control_manner"
    }
   },
   {
    "box": {
     "id": "obj-546",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      3860,
      1292,
      28.668,
      20
     ],
     "text": "me",
     "presentation": 1,
     "presentation_rect": [
      410.0,
      831,
      30,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-547",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      3960,
      1292,
      120,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "live_phase",
     "presentation": 1,
     "presentation_rect": [
      452.0,
      830,
      120,
      24
     ],
     "ignoreclick": 1,
     "fontsize": 12.0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-548",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      3960,
      1182.0,
      112.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/live/phase"
    }
   },
   {
    "box": {
     "id": "obj-549",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      3960,
      1212.0,
      74.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend set"
    }
   },
   {
    "box": {
     "id": "obj-550",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      4100,
      1292,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "level_dreams",
     "presentation": 1,
     "presentation_rect": [
      632.0,
      830,
      54,
      24
     ],
     "minimum": 0.0,
     "maximum": 1.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "level_dreams",
       "parameter_shortname": "level_dreams",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-551",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      4100,
      1262,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 1"
    }
   },
   {
    "box": {
     "id": "obj-552",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      4100,
      1322.0,
      136.0,
      22.0
     ],
     "text": "/dream/level/dreams $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-553",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      4100,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-554",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      4110,
      1232,
      102.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.level_dreams"
    }
   },
   {
    "box": {
     "id": "obj-555",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      4170,
      1292,
      67.344,
      20
     ],
     "text": "all dreams",
     "presentation": 1,
     "presentation_rect": [
      688.0,
      831,
      80,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-556",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      4260,
      1292,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "level_loops",
     "presentation": 1,
     "presentation_rect": [
      782.0,
      830,
      54,
      24
     ],
     "minimum": 0.0,
     "maximum": 1.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "level_loops",
       "parameter_shortname": "level_loops",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-557",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      4260,
      1262,
      91.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess set 1"
    }
   },
   {
    "box": {
     "id": "obj-558",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      4260,
      1322.0,
      124.6,
      22.0
     ],
     "text": "/dream/level/loops $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-559",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      4260,
      1352.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-560",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      4270,
      1232,
      90.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.level_loops"
    }
   },
   {
    "box": {
     "id": "obj-561",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      4330,
      1292,
      56.016,
      20
     ],
     "text": "all loops",
     "presentation": 1,
     "presentation_rect": [
      838.0,
      831,
      80,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-562",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      20,
      59.34,
      20
     ],
     "text": "STATUS"
    }
   },
   {
    "box": {
     "id": "obj-563",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1480,
      50,
      41.9,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "ld.osc"
    }
   },
   {
    "box": {
     "id": "obj-564",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1480,
      90.0,
      90.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/status"
    }
   },
   {
    "box": {
     "id": "obj-565",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1480,
      120.0,
      40.0,
      22.0
     ],
     "outlettype": [
      "",
      "bang",
      "int"
     ],
     "text": "t l b 1"
    }
   },
   {
    "box": {
     "id": "obj-566",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 7,
     "patching_rect": [
      1480,
      150.0,
      124.7,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int",
      "int",
      "int",
      "float",
      "float"
     ],
     "text": "unpack s s 0 0 0 0. 0."
    }
   },
   {
    "box": {
     "id": "obj-567",
     "maxclass": "led",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1680,
      150,
      24,
      24
     ],
     "outlettype": [
      "int"
     ],
     "varname": "daemon_is_there",
     "presentation": 1,
     "presentation_rect": [
      944,
      96,
      24,
      24
     ],
     "oncolor": [
      0.45,
      0.85,
      0.5,
      1.0
     ],
     "offcolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-568",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1680,
      90.0,
      69.3,
      22.0
     ],
     "outlettype": [
      "bang"
     ],
     "text": "delay 3000"
    }
   },
   {
    "box": {
     "id": "obj-569",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1680,
      120.0,
      28.0,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "t 0"
    }
   },
   {
    "box": {
     "id": "obj-570",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1740,
      150.0,
      50.0,
      22.0
     ],
     "outlettype": [
      "",
      "int",
      "int"
     ],
     "text": "change"
    }
   },
   {
    "box": {
     "id": "obj-571",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      1740,
      180.0,
      35.9,
      22.0
     ],
     "outlettype": [
      "bang",
      ""
     ],
     "text": "sel 1"
    }
   },
   {
    "box": {
     "id": "obj-572",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1740,
      210.0,
      112.0,
      22.0
     ],
     "text": "s ld.daemon_came"
    }
   },
   {
    "box": {
     "id": "obj-573",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1680,
      184,
      58.969,
      21
     ],
     "text": "daemon",
     "presentation": 1,
     "presentation_rect": [
      972,
      97,
      60,
      22
     ],
     "fontsize": 13,
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
     "id": "obj-574",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1480,
      220,
      74.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend set"
    }
   },
   {
    "box": {
     "id": "obj-575",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1480,
      250,
      120,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "state",
     "presentation": 1,
     "presentation_rect": [
      1036,
      97,
      92,
      22
     ],
     "ignoreclick": 1,
     "fontsize": 12.0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-576",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1620,
      220,
      74.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "prepend set"
    }
   },
   {
    "box": {
     "id": "obj-577",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1620,
      250,
      120,
      22
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "model",
     "presentation": 1,
     "presentation_rect": [
      1000,
      292,
      200,
      22
     ],
     "ignoreclick": 1,
     "fontsize": 12.0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-578",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1480,
      310,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "daemon_voices",
     "presentation": 1,
     "presentation_rect": [
      944,
      126,
      42,
      22
     ],
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-579",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      336,
      55.176,
      18
     ],
     "text": "its voices",
     "presentation": 1,
     "presentation_rect": [
      988,
      126,
      88,
      22
     ],
     "fontsize": 10.5,
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
     "id": "obj-580",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1680,
      310,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "queue",
     "presentation": 1,
     "presentation_rect": [
      1078,
      126,
      42,
      22
     ],
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-581",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1680,
      336,
      87.2745,
      18
     ],
     "text": "dreams to come",
     "presentation": 1,
     "presentation_rect": [
      1122,
      126,
      88,
      22
     ],
     "fontsize": 10.5,
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
     "id": "obj-582",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1480,
      370,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "xruns",
     "presentation": 1,
     "presentation_rect": [
      944,
      153,
      42,
      22
     ],
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-583",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      396,
      77.9295,
      18
     ],
     "text": "blocks missed",
     "presentation": 1,
     "presentation_rect": [
      988,
      153,
      88,
      22
     ],
     "fontsize": 10.5,
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
     "id": "obj-584",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1680,
      370,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "load",
     "presentation": 1,
     "presentation_rect": [
      1078,
      153,
      42,
      22
     ],
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-585",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1680,
      396,
      63.933,
      18
     ],
     "text": "load (1: all)",
     "presentation": 1,
     "presentation_rect": [
      1122,
      153,
      88,
      22
     ],
     "fontsize": 10.5,
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
     "id": "obj-586",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1480,
      430,
      60,
      22
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "latency_ms",
     "presentation": 1,
     "presentation_rect": [
      944,
      180,
      42,
      22
     ],
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-587",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      456,
      65.0985,
      18
     ],
     "text": "latency, ms",
     "presentation": 1,
     "presentation_rect": [
      988,
      180,
      88,
      22
     ],
     "fontsize": 10.5,
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
     "id": "obj-588",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1680,
      450,
      48.57,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "ping",
     "presentation": 1,
     "presentation_rect": [
      1136,
      95,
      64,
      26
     ],
     "text": "ping",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "ping",
       "parameter_shortname": "ping",
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
     "id": "obj-589",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1680,
      480.0,
      84.0,
      22.0
     ],
     "text": "/dream/ping 1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-590",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1680,
      510.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-591",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1480,
      600,
      34.0,
      22.0
     ],
     "outlettype": [
      "bang",
      "bang"
     ],
     "text": "t b b"
    }
   },
   {
    "box": {
     "id": "obj-592",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1480,
      560,
      110.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.daemon_came"
    }
   },
   {
    "box": {
     "id": "obj-593",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1480,
      760,
      160,
      22
     ],
     "outlettype": [
      "int",
      "",
      ""
     ],
     "varname": "model_menu",
     "presentation": 1,
     "presentation_rect": [
      1000,
      320,
      134,
      26
     ],
     "items": [
      "models"
     ],
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "textcolor": [
      0.96,
      0.96,
      0.94,
      1.0
     ],
     "fontsize": 13.0,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-594",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1620,
      600,
      44.228,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "ask_models",
     "presentation": 1,
     "presentation_rect": [
      1140,
      320,
      60,
      26
     ],
     "text": "ask",
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
     "fontsize": 13.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "ask_models",
       "parameter_shortname": "ask_models",
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
     "id": "obj-595",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1540,
      680,
      36.6,
      22.0
     ],
     "text": "clear",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-596",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1590,
      650.0,
      102.0,
      22.0
     ],
     "text": "/dream/model/list",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-597",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1590,
      680.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-598",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1740,
      560.0,
      124.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/model/name"
    }
   },
   {
    "box": {
     "id": "obj-599",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1740,
      590.0,
      67.3,
      22.0
     ],
     "text": "append $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-600",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1740,
      720.0,
      124.6,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r /dream/model/ready"
    }
   },
   {
    "box": {
     "id": "obj-601",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1740,
      750.0,
      81.3,
      22.0
     ],
     "text": "setsymbol $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-602",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1480,
      800.0,
      126.7,
      22.0
     ],
     "text": "/dream/model/load $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-603",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      830.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-604",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      860,
      44.676,
      20
     ],
     "text": "model",
     "presentation": 1,
     "presentation_rect": [
      944,
      292,
      54,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-605",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1560,
      860,
      34.68,
      20
     ],
     "text": "load",
     "presentation": 1,
     "presentation_rect": [
      944,
      322,
      54,
      22
     ],
     "fontsize": 12.0,
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
     "id": "obj-606",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1920,
      210,
      200,
      60
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "says",
     "presentation": 1,
     "presentation_rect": [
      944,
      210,
      256,
      74
     ],
     "ignoreclick": 1,
     "fontsize": 12.0,
     "bgcolor": [
      0.03,
      0.03,
      0.04,
      1.0
     ],
     "gradient": 0,
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
     "id": "obj-607",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      2020,
      160,
      55.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.says"
    }
   },
   {
    "box": {
     "id": "obj-608",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 0,
     "patching_rect": [
      1920,
      160,
      52.6,
      22.0
     ],
     "patcher": {
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
       100.0,
       100.0,
       760,
       620
      ],
      "bglocked": 0,
      "openinpresentation": 0,
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
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          570,
          57.3,
          22.0
         ],
         "text": "s ld.says"
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          20.0,
          108.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/initialized"
        }
       },
       {
        "box": {
         "id": "obj-3",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          50.0,
          157.3,
          22.0
         ],
         "text": "set live-daemon $1 is ready",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          390,
          20.0,
          115.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/terminated"
        }
       },
       {
        "box": {
         "id": "obj-5",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          390,
          50.0,
          152.7,
          22.0
         ],
         "text": "set the daemon has ended",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-6",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          90.0,
          98.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/queued"
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          120.0,
          177.4,
          22.0
         ],
         "text": "set dream $1 is queued with $3",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-8",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          390,
          90.0,
          95.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/started"
        }
       },
       {
        "box": {
         "id": "obj-9",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          390,
          120.0,
          143.3,
          22.0
         ],
         "text": "set dream $1 has started",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          160.0,
          107.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/sounding"
        }
       },
       {
        "box": {
         "id": "obj-11",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          190.0,
          148.0,
          22.0
         ],
         "text": "set dream $1 sounds now",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          390,
          160.0,
          88.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/ready"
        }
       },
       {
        "box": {
         "id": "obj-13",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          390,
          190.0,
          155.3,
          22.0
         ],
         "text": "set dream $1 is ready: $3 s",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-14",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          230.0,
          87.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/failed"
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          260.0,
          132.7,
          22.0
         ],
         "text": "set dream $1 failed: $2",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          390,
          230.0,
          102.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/dropped"
        }
       },
       {
        "box": {
         "id": "obj-17",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          390,
          260.0,
          172.7,
          22.0
         ],
         "text": "set dream $1 was dropped: $2",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          300.0,
          92.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/ladder"
        }
       },
       {
        "box": {
         "id": "obj-19",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          330.0,
          114.6,
          22.0
         ],
         "text": "set dreams: $2 ($3)",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          390,
          300.0,
          124.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/model/ready"
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          390,
          330.0,
          130.7,
          22.0
         ],
         "text": "set model $1 is loaded",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          370.0,
          118.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/bank/ready"
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          400.0,
          75.3,
          22.0
         ],
         "text": "set $2 loops",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          390,
          370.0,
          124.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/sample_rate"
        }
       },
       {
        "box": {
         "id": "obj-25",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          390,
          400.0,
          195.4,
          22.0
         ],
         "text": "set the sound device runs at $1 Hz",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          440.0,
          85.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/pong"
        }
       },
       {
        "box": {
         "id": "obj-27",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          470.0,
          141.3,
          22.0
         ],
         "text": "set the daemon answers",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-28",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          390,
          440.0,
          112.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/live/phase"
        }
       },
       {
        "box": {
         "id": "obj-29",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          390,
          470.0,
          105.3,
          22.0
         ],
         "text": "set live dream: $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-30",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          510.0,
          83.9,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/error"
        }
       },
       {
        "box": {
         "id": "obj-31",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          540.0,
          110.0,
          22.0
         ],
         "text": "set refused $1 : $2",
         "outlettype": [
          ""
         ]
        }
       }
      ],
      "lines": [
       {
        "patchline": {
         "source": [
          "obj-2",
          0
         ],
         "destination": [
          "obj-3",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-3",
          0
         ],
         "destination": [
          "obj-1",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-4",
          0
         ],
         "destination": [
          "obj-5",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-5",
          0
         ],
         "destination": [
          "obj-1",
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
          "obj-7",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          0
         ],
         "destination": [
          "obj-1",
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
          "obj-1",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-10",
          0
         ],
         "destination": [
          "obj-11",
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
          "obj-1",
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
          "obj-13",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-13",
          0
         ],
         "destination": [
          "obj-1",
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
          "obj-1",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-16",
          0
         ],
         "destination": [
          "obj-17",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-17",
          0
         ],
         "destination": [
          "obj-1",
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
          "obj-1",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-20",
          0
         ],
         "destination": [
          "obj-21",
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
          "obj-1",
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
          "obj-23",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-23",
          0
         ],
         "destination": [
          "obj-1",
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
          "obj-1",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-26",
          0
         ],
         "destination": [
          "obj-27",
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
          "obj-1",
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
          "obj-29",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-29",
          0
         ],
         "destination": [
          "obj-1",
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
          "obj-1",
          0
         ],
         "order": 0
        }
       }
      ]
     },
     "text": "p words"
    }
   },
   {
    "box": {
     "id": "obj-609",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 0,
     "patching_rect": [
      2160,
      160,
      46.6,
      22.0
     ],
     "patcher": {
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
       100.0,
       100.0,
       1240,
       1120
      ],
      "bglocked": 0,
      "openinpresentation": 0,
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
          10,
          460,
          20
         ],
         "text": "When the daemon comes, its state is asked for."
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          50,
          110.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r ld.daemon_came"
        }
       },
       {
        "box": {
         "id": "obj-3",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          80.0,
          77.3,
          22.0
         ],
         "text": "/dream/state",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          110.0,
          92.6,
          22.0
         ],
         "text": "s ld.to_daemon"
        }
       },
       {
        "box": {
         "id": "obj-5",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          150,
          460,
          20
         ],
         "text": "The answers move the controls, which then send nothing."
        }
       },
       {
        "box": {
         "id": "obj-6",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          190.0,
          107.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/loop/gain"
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "newobj",
         "numinlets": 17,
         "numoutlets": 17,
         "patching_rect": [
          20,
          220.0,
          238.1,
          22.0
         ],
         "outlettype": [
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          ""
         ],
         "text": "route 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"
        }
       },
       {
        "box": {
         "id": "obj-8",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          260,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-9",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          284,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_0"
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          170,
          260,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-11",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          170,
          284,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_1"
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          260,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-13",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          284,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_2"
        }
       },
       {
        "box": {
         "id": "obj-14",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          470,
          260,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          470,
          284,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_3"
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          260,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-17",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          284,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_4"
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          260,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-19",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          284,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_5"
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          260,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          284,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_6"
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          260,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          284,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_7"
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          312,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-25",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          336,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_8"
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          170,
          312,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-27",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          170,
          336,
          98.0,
          22.0
         ],
         "text": "s ld.loop_gain_9"
        }
       },
       {
        "box": {
         "id": "obj-28",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          312,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-29",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          336,
          104.7,
          22.0
         ],
         "text": "s ld.loop_gain_10"
        }
       },
       {
        "box": {
         "id": "obj-30",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          470,
          312,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-31",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          470,
          336,
          104.7,
          22.0
         ],
         "text": "s ld.loop_gain_11"
        }
       },
       {
        "box": {
         "id": "obj-32",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          312,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-33",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          336,
          104.7,
          22.0
         ],
         "text": "s ld.loop_gain_12"
        }
       },
       {
        "box": {
         "id": "obj-34",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          312,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-35",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          336,
          104.7,
          22.0
         ],
         "text": "s ld.loop_gain_13"
        }
       },
       {
        "box": {
         "id": "obj-36",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          312,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-37",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          336,
          104.7,
          22.0
         ],
         "text": "s ld.loop_gain_14"
        }
       },
       {
        "box": {
         "id": "obj-38",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          312,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-39",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          336,
          104.7,
          22.0
         ],
         "text": "s ld.loop_gain_15"
        }
       },
       {
        "box": {
         "id": "obj-40",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          370.0,
          111.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/loop/mute"
        }
       },
       {
        "box": {
         "id": "obj-41",
         "maxclass": "newobj",
         "numinlets": 17,
         "numoutlets": 17,
         "patching_rect": [
          20,
          400.0,
          238.1,
          22.0
         ],
         "outlettype": [
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          ""
         ],
         "text": "route 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"
        }
       },
       {
        "box": {
         "id": "obj-42",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          440,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-43",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          464,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_0"
        }
       },
       {
        "box": {
         "id": "obj-44",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          170,
          440,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-45",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          170,
          464,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_1"
        }
       },
       {
        "box": {
         "id": "obj-46",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          440,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-47",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          464,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_2"
        }
       },
       {
        "box": {
         "id": "obj-48",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          470,
          440,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-49",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          470,
          464,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_3"
        }
       },
       {
        "box": {
         "id": "obj-50",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          440,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-51",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          464,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_4"
        }
       },
       {
        "box": {
         "id": "obj-52",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          440,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-53",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          464,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_5"
        }
       },
       {
        "box": {
         "id": "obj-54",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          440,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-55",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          464,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_6"
        }
       },
       {
        "box": {
         "id": "obj-56",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          440,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-57",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          464,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_7"
        }
       },
       {
        "box": {
         "id": "obj-58",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          492,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-59",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          516,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_8"
        }
       },
       {
        "box": {
         "id": "obj-60",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          170,
          492,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-61",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          170,
          516,
          102.0,
          22.0
         ],
         "text": "s ld.loop_mute_9"
        }
       },
       {
        "box": {
         "id": "obj-62",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          492,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-63",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          516,
          108.7,
          22.0
         ],
         "text": "s ld.loop_mute_10"
        }
       },
       {
        "box": {
         "id": "obj-64",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          470,
          492,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-65",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          470,
          516,
          108.7,
          22.0
         ],
         "text": "s ld.loop_mute_11"
        }
       },
       {
        "box": {
         "id": "obj-66",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          492,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-67",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          516,
          108.7,
          22.0
         ],
         "text": "s ld.loop_mute_12"
        }
       },
       {
        "box": {
         "id": "obj-68",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          492,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-69",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          516,
          108.7,
          22.0
         ],
         "text": "s ld.loop_mute_13"
        }
       },
       {
        "box": {
         "id": "obj-70",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          492,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-71",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          516,
          108.7,
          22.0
         ],
         "text": "s ld.loop_mute_14"
        }
       },
       {
        "box": {
         "id": "obj-72",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          492,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-73",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          516,
          108.7,
          22.0
         ],
         "text": "s ld.loop_mute_15"
        }
       },
       {
        "box": {
         "id": "obj-74",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          550.0,
          110.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/loop/layer"
        }
       },
       {
        "box": {
         "id": "obj-75",
         "maxclass": "newobj",
         "numinlets": 17,
         "numoutlets": 17,
         "patching_rect": [
          20,
          580.0,
          238.1,
          22.0
         ],
         "outlettype": [
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          ""
         ],
         "text": "route 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"
        }
       },
       {
        "box": {
         "id": "obj-76",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          620,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-77",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          644,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_0"
        }
       },
       {
        "box": {
         "id": "obj-78",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          170,
          620,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-79",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          170,
          644,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_1"
        }
       },
       {
        "box": {
         "id": "obj-80",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          620,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-81",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          644,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_2"
        }
       },
       {
        "box": {
         "id": "obj-82",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          470,
          620,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-83",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          470,
          644,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_3"
        }
       },
       {
        "box": {
         "id": "obj-84",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          620,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-85",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          644,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_4"
        }
       },
       {
        "box": {
         "id": "obj-86",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          620,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-87",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          644,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_5"
        }
       },
       {
        "box": {
         "id": "obj-88",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          620,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-89",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          644,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_6"
        }
       },
       {
        "box": {
         "id": "obj-90",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          620,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-91",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          644,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_7"
        }
       },
       {
        "box": {
         "id": "obj-92",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          672,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-93",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          696,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_8"
        }
       },
       {
        "box": {
         "id": "obj-94",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          170,
          672,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-95",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          170,
          696,
          101.3,
          22.0
         ],
         "text": "s ld.loop_layer_9"
        }
       },
       {
        "box": {
         "id": "obj-96",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          672,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-97",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          696,
          108.0,
          22.0
         ],
         "text": "s ld.loop_layer_10"
        }
       },
       {
        "box": {
         "id": "obj-98",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          470,
          672,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-99",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          470,
          696,
          108.0,
          22.0
         ],
         "text": "s ld.loop_layer_11"
        }
       },
       {
        "box": {
         "id": "obj-100",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          672,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-101",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          696,
          108.0,
          22.0
         ],
         "text": "s ld.loop_layer_12"
        }
       },
       {
        "box": {
         "id": "obj-102",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          672,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-103",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          696,
          108.0,
          22.0
         ],
         "text": "s ld.loop_layer_13"
        }
       },
       {
        "box": {
         "id": "obj-104",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          672,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-105",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          696,
          108.0,
          22.0
         ],
         "text": "s ld.loop_layer_14"
        }
       },
       {
        "box": {
         "id": "obj-106",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          672,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-107",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          696,
          108.0,
          22.0
         ],
         "text": "s ld.loop_layer_15"
        }
       },
       {
        "box": {
         "id": "obj-108",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          620,
          8,
          114.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/loop/name"
        }
       },
       {
        "box": {
         "id": "obj-109",
         "maxclass": "newobj",
         "numinlets": 17,
         "numoutlets": 17,
         "patching_rect": [
          620,
          32,
          238.1,
          22.0
         ],
         "outlettype": [
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          ""
         ],
         "text": "route 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"
        }
       },
       {
        "box": {
         "id": "obj-110",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          58,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-111",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          82,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_0"
        }
       },
       {
        "box": {
         "id": "obj-112",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          58,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-113",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          82,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_1"
        }
       },
       {
        "box": {
         "id": "obj-114",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          58,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-115",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          82,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_2"
        }
       },
       {
        "box": {
         "id": "obj-116",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          58,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-117",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          82,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_3"
        }
       },
       {
        "box": {
         "id": "obj-118",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          106,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-119",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          130,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_4"
        }
       },
       {
        "box": {
         "id": "obj-120",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          106,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-121",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          130,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_5"
        }
       },
       {
        "box": {
         "id": "obj-122",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          106,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-123",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          130,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_6"
        }
       },
       {
        "box": {
         "id": "obj-124",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          106,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-125",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          130,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_7"
        }
       },
       {
        "box": {
         "id": "obj-126",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          154,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-127",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          178,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_8"
        }
       },
       {
        "box": {
         "id": "obj-128",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          154,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-129",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          178,
          105.3,
          22.0
         ],
         "text": "s ld.loop_name_9"
        }
       },
       {
        "box": {
         "id": "obj-130",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          154,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-131",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          178,
          112.0,
          22.0
         ],
         "text": "s ld.loop_name_10"
        }
       },
       {
        "box": {
         "id": "obj-132",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          154,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-133",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          178,
          112.0,
          22.0
         ],
         "text": "s ld.loop_name_11"
        }
       },
       {
        "box": {
         "id": "obj-134",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          202,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-135",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          226,
          112.0,
          22.0
         ],
         "text": "s ld.loop_name_12"
        }
       },
       {
        "box": {
         "id": "obj-136",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          770,
          202,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-137",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          770,
          226,
          112.0,
          22.0
         ],
         "text": "s ld.loop_name_13"
        }
       },
       {
        "box": {
         "id": "obj-138",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          202,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-139",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          226,
          112.0,
          22.0
         ],
         "text": "s ld.loop_name_14"
        }
       },
       {
        "box": {
         "id": "obj-140",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1070,
          202,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-141",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          1070,
          226,
          112.0,
          22.0
         ],
         "text": "s ld.loop_name_15"
        }
       },
       {
        "box": {
         "id": "obj-142",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          760.0,
          139.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/follower/enable"
        }
       },
       {
        "box": {
         "id": "obj-143",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          790.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-144",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          820.0,
          116.6,
          22.0
         ],
         "text": "s ld.follower_enable"
        }
       },
       {
        "box": {
         "id": "obj-145",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          320,
          760.0,
          158.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/follower/attack_ms"
        }
       },
       {
        "box": {
         "id": "obj-146",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          790.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-147",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          820.0,
          135.3,
          22.0
         ],
         "text": "s ld.follower_attack_ms"
        }
       },
       {
        "box": {
         "id": "obj-148",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          620,
          760.0,
          165.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/follower/release_ms"
        }
       },
       {
        "box": {
         "id": "obj-149",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          790.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-150",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          820.0,
          142.6,
          22.0
         ],
         "text": "s ld.follower_release_ms"
        }
       },
       {
        "box": {
         "id": "obj-151",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          920,
          760.0,
          175.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/follower/sensitivity_db"
        }
       },
       {
        "box": {
         "id": "obj-152",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          790.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-153",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          820.0,
          152.6,
          22.0
         ],
         "text": "s ld.follower_sensitivity_db"
        }
       },
       {
        "box": {
         "id": "obj-154",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          870.0,
          134.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/follower/range"
        }
       },
       {
        "box": {
         "id": "obj-155",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          900.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-156",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          930.0,
          111.3,
          22.0
         ],
         "text": "s ld.follower_range"
        }
       },
       {
        "box": {
         "id": "obj-157",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          320,
          870.0,
          146.7,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/follower/gate_db"
        }
       },
       {
        "box": {
         "id": "obj-158",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          900.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-159",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          930.0,
          124.0,
          22.0
         ],
         "text": "s ld.follower_gate_db"
        }
       },
       {
        "box": {
         "id": "obj-160",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          620,
          870.0,
          110.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/follower/q"
        }
       },
       {
        "box": {
         "id": "obj-161",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          900.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-162",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          930.0,
          87.3,
          22.0
         ],
         "text": "s ld.follower_q"
        }
       },
       {
        "box": {
         "id": "obj-163",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          920,
          870.0,
          162.7,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/control/temperature"
        }
       },
       {
        "box": {
         "id": "obj-164",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          900.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-165",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          930.0,
          140.0,
          22.0
         ],
         "text": "s ld.control_temperature"
        }
       },
       {
        "box": {
         "id": "obj-166",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          980.0,
          114.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/control/tau"
        }
       },
       {
        "box": {
         "id": "obj-167",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          1010.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-168",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          1040.0,
          92.0,
          22.0
         ],
         "text": "s ld.control_tau"
        }
       },
       {
        "box": {
         "id": "obj-169",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          320,
          980.0,
          138.7,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/control/dropout"
        }
       },
       {
        "box": {
         "id": "obj-170",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          1010.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-171",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          1040.0,
          116.0,
          22.0
         ],
         "text": "s ld.control_dropout"
        }
       },
       {
        "box": {
         "id": "obj-172",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          620,
          980.0,
          126.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/control/noise"
        }
       },
       {
        "box": {
         "id": "obj-173",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          1010.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-174",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          1040.0,
          104.0,
          22.0
         ],
         "text": "s ld.control_noise"
        }
       },
       {
        "box": {
         "id": "obj-175",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          920,
          980.0,
          196.7,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/control/noise_when_stuck"
        }
       },
       {
        "box": {
         "id": "obj-176",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          920,
          1010.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-177",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          1040.0,
          174.0,
          22.0
         ],
         "text": "s ld.control_noise_when_stuck"
        }
       },
       {
        "box": {
         "id": "obj-178",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          1090.0,
          164.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/control/energy_hold"
        }
       },
       {
        "box": {
         "id": "obj-179",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          1120.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-180",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          1150.0,
          141.3,
          22.0
         ],
         "text": "s ld.control_energy_hold"
        }
       },
       {
        "box": {
         "id": "obj-181",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          320,
          1090.0,
          146.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/control/influence"
        }
       },
       {
        "box": {
         "id": "obj-182",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          1120.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-183",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          1150.0,
          123.3,
          22.0
         ],
         "text": "s ld.control_influence"
        }
       },
       {
        "box": {
         "id": "obj-184",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          620,
          1090.0,
          146.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/control/sampling"
        }
       },
       {
        "box": {
         "id": "obj-185",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          1120.0,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-186",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          1150.0,
          123.3,
          22.0
         ],
         "text": "s ld.control_sampling"
        }
       },
       {
        "box": {
         "id": "obj-187",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          920,
          1090.0,
          96.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/pitches"
        }
       },
       {
        "box": {
         "id": "obj-188",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          920,
          1120.0,
          70.6,
          22.0
         ],
         "text": "s ld.pitches"
        }
       },
       {
        "box": {
         "id": "obj-189",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          1200.0,
          138.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/control/manner"
        }
       },
       {
        "box": {
         "id": "obj-190",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          1230.0,
          81.3,
          22.0
         ],
         "text": "setsymbol $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-191",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          1260.0,
          116.0,
          22.0
         ],
         "text": "s ld.control_manner"
        }
       },
       {
        "box": {
         "id": "obj-192",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          320,
          1200.0,
          126.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/level/dreams"
        }
       },
       {
        "box": {
         "id": "obj-193",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          1230.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-194",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          320,
          1260.0,
          104.0,
          22.0
         ],
         "text": "s ld.level_dreams"
        }
       },
       {
        "box": {
         "id": "obj-195",
         "maxclass": "newobj",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          620,
          1200.0,
          115.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r /dream/level/loops"
        }
       },
       {
        "box": {
         "id": "obj-196",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          620,
          1230.0,
          43.3,
          22.0
         ],
         "text": "set $1",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-197",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          620,
          1260.0,
          92.6,
          22.0
         ],
         "text": "s ld.level_loops"
        }
       }
      ],
      "lines": [
       {
        "patchline": {
         "source": [
          "obj-3",
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
          "obj-2",
          0
         ],
         "destination": [
          "obj-3",
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
          "obj-7",
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
          "obj-7",
          0
         ],
         "destination": [
          "obj-8",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-10",
          0
         ],
         "destination": [
          "obj-11",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          1
         ],
         "destination": [
          "obj-10",
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
          "obj-13",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          2
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
          "obj-7",
          3
         ],
         "destination": [
          "obj-14",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-16",
          0
         ],
         "destination": [
          "obj-17",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          4
         ],
         "destination": [
          "obj-16",
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
          "obj-7",
          5
         ],
         "destination": [
          "obj-18",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-20",
          0
         ],
         "destination": [
          "obj-21",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          6
         ],
         "destination": [
          "obj-20",
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
          "obj-23",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          7
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
          "obj-7",
          8
         ],
         "destination": [
          "obj-24",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-26",
          0
         ],
         "destination": [
          "obj-27",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          9
         ],
         "destination": [
          "obj-26",
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
          "obj-29",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          10
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
          "obj-7",
          11
         ],
         "destination": [
          "obj-30",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-32",
          0
         ],
         "destination": [
          "obj-33",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          12
         ],
         "destination": [
          "obj-32",
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
          "obj-35",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          13
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
          "obj-7",
          14
         ],
         "destination": [
          "obj-36",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-38",
          0
         ],
         "destination": [
          "obj-39",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-7",
          15
         ],
         "destination": [
          "obj-38",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-40",
          0
         ],
         "destination": [
          "obj-41",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-42",
          0
         ],
         "destination": [
          "obj-43",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          0
         ],
         "destination": [
          "obj-42",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-44",
          0
         ],
         "destination": [
          "obj-45",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          1
         ],
         "destination": [
          "obj-44",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-46",
          0
         ],
         "destination": [
          "obj-47",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          2
         ],
         "destination": [
          "obj-46",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-48",
          0
         ],
         "destination": [
          "obj-49",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          3
         ],
         "destination": [
          "obj-48",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-50",
          0
         ],
         "destination": [
          "obj-51",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          4
         ],
         "destination": [
          "obj-50",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-52",
          0
         ],
         "destination": [
          "obj-53",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          5
         ],
         "destination": [
          "obj-52",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-54",
          0
         ],
         "destination": [
          "obj-55",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          6
         ],
         "destination": [
          "obj-54",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-56",
          0
         ],
         "destination": [
          "obj-57",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          7
         ],
         "destination": [
          "obj-56",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-58",
          0
         ],
         "destination": [
          "obj-59",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          8
         ],
         "destination": [
          "obj-58",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-60",
          0
         ],
         "destination": [
          "obj-61",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          9
         ],
         "destination": [
          "obj-60",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-62",
          0
         ],
         "destination": [
          "obj-63",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          10
         ],
         "destination": [
          "obj-62",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-64",
          0
         ],
         "destination": [
          "obj-65",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          11
         ],
         "destination": [
          "obj-64",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-66",
          0
         ],
         "destination": [
          "obj-67",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          12
         ],
         "destination": [
          "obj-66",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-68",
          0
         ],
         "destination": [
          "obj-69",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          13
         ],
         "destination": [
          "obj-68",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-70",
          0
         ],
         "destination": [
          "obj-71",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          14
         ],
         "destination": [
          "obj-70",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-72",
          0
         ],
         "destination": [
          "obj-73",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-41",
          15
         ],
         "destination": [
          "obj-72",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-74",
          0
         ],
         "destination": [
          "obj-75",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-76",
          0
         ],
         "destination": [
          "obj-77",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          0
         ],
         "destination": [
          "obj-76",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-78",
          0
         ],
         "destination": [
          "obj-79",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          1
         ],
         "destination": [
          "obj-78",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-80",
          0
         ],
         "destination": [
          "obj-81",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          2
         ],
         "destination": [
          "obj-80",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-82",
          0
         ],
         "destination": [
          "obj-83",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          3
         ],
         "destination": [
          "obj-82",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-84",
          0
         ],
         "destination": [
          "obj-85",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          4
         ],
         "destination": [
          "obj-84",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-86",
          0
         ],
         "destination": [
          "obj-87",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          5
         ],
         "destination": [
          "obj-86",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-88",
          0
         ],
         "destination": [
          "obj-89",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          6
         ],
         "destination": [
          "obj-88",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-90",
          0
         ],
         "destination": [
          "obj-91",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          7
         ],
         "destination": [
          "obj-90",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-92",
          0
         ],
         "destination": [
          "obj-93",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          8
         ],
         "destination": [
          "obj-92",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-94",
          0
         ],
         "destination": [
          "obj-95",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          9
         ],
         "destination": [
          "obj-94",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-96",
          0
         ],
         "destination": [
          "obj-97",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          10
         ],
         "destination": [
          "obj-96",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-98",
          0
         ],
         "destination": [
          "obj-99",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          11
         ],
         "destination": [
          "obj-98",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-100",
          0
         ],
         "destination": [
          "obj-101",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          12
         ],
         "destination": [
          "obj-100",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-102",
          0
         ],
         "destination": [
          "obj-103",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          13
         ],
         "destination": [
          "obj-102",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-104",
          0
         ],
         "destination": [
          "obj-105",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          14
         ],
         "destination": [
          "obj-104",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-106",
          0
         ],
         "destination": [
          "obj-107",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-75",
          15
         ],
         "destination": [
          "obj-106",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-108",
          0
         ],
         "destination": [
          "obj-109",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-110",
          0
         ],
         "destination": [
          "obj-111",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          0
         ],
         "destination": [
          "obj-110",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-112",
          0
         ],
         "destination": [
          "obj-113",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          1
         ],
         "destination": [
          "obj-112",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-114",
          0
         ],
         "destination": [
          "obj-115",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          2
         ],
         "destination": [
          "obj-114",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-116",
          0
         ],
         "destination": [
          "obj-117",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          3
         ],
         "destination": [
          "obj-116",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-118",
          0
         ],
         "destination": [
          "obj-119",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          4
         ],
         "destination": [
          "obj-118",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-120",
          0
         ],
         "destination": [
          "obj-121",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          5
         ],
         "destination": [
          "obj-120",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-122",
          0
         ],
         "destination": [
          "obj-123",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          6
         ],
         "destination": [
          "obj-122",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-124",
          0
         ],
         "destination": [
          "obj-125",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          7
         ],
         "destination": [
          "obj-124",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-126",
          0
         ],
         "destination": [
          "obj-127",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          8
         ],
         "destination": [
          "obj-126",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-128",
          0
         ],
         "destination": [
          "obj-129",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          9
         ],
         "destination": [
          "obj-128",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-130",
          0
         ],
         "destination": [
          "obj-131",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          10
         ],
         "destination": [
          "obj-130",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-132",
          0
         ],
         "destination": [
          "obj-133",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          11
         ],
         "destination": [
          "obj-132",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-134",
          0
         ],
         "destination": [
          "obj-135",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          12
         ],
         "destination": [
          "obj-134",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-136",
          0
         ],
         "destination": [
          "obj-137",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          13
         ],
         "destination": [
          "obj-136",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-138",
          0
         ],
         "destination": [
          "obj-139",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          14
         ],
         "destination": [
          "obj-138",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-140",
          0
         ],
         "destination": [
          "obj-141",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-109",
          15
         ],
         "destination": [
          "obj-140",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-142",
          0
         ],
         "destination": [
          "obj-143",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-143",
          0
         ],
         "destination": [
          "obj-144",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-145",
          0
         ],
         "destination": [
          "obj-146",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-146",
          0
         ],
         "destination": [
          "obj-147",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-148",
          0
         ],
         "destination": [
          "obj-149",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-149",
          0
         ],
         "destination": [
          "obj-150",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-151",
          0
         ],
         "destination": [
          "obj-152",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-152",
          0
         ],
         "destination": [
          "obj-153",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-154",
          0
         ],
         "destination": [
          "obj-155",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-155",
          0
         ],
         "destination": [
          "obj-156",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-157",
          0
         ],
         "destination": [
          "obj-158",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-158",
          0
         ],
         "destination": [
          "obj-159",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-160",
          0
         ],
         "destination": [
          "obj-161",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-161",
          0
         ],
         "destination": [
          "obj-162",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-163",
          0
         ],
         "destination": [
          "obj-164",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-164",
          0
         ],
         "destination": [
          "obj-165",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-166",
          0
         ],
         "destination": [
          "obj-167",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-167",
          0
         ],
         "destination": [
          "obj-168",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-169",
          0
         ],
         "destination": [
          "obj-170",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-170",
          0
         ],
         "destination": [
          "obj-171",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-172",
          0
         ],
         "destination": [
          "obj-173",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-173",
          0
         ],
         "destination": [
          "obj-174",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-175",
          0
         ],
         "destination": [
          "obj-176",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-176",
          0
         ],
         "destination": [
          "obj-177",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-178",
          0
         ],
         "destination": [
          "obj-179",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-179",
          0
         ],
         "destination": [
          "obj-180",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-181",
          0
         ],
         "destination": [
          "obj-182",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-182",
          0
         ],
         "destination": [
          "obj-183",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-184",
          0
         ],
         "destination": [
          "obj-185",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-185",
          0
         ],
         "destination": [
          "obj-186",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-187",
          0
         ],
         "destination": [
          "obj-188",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-189",
          0
         ],
         "destination": [
          "obj-190",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-190",
          0
         ],
         "destination": [
          "obj-191",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-192",
          0
         ],
         "destination": [
          "obj-193",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-193",
          0
         ],
         "destination": [
          "obj-194",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-195",
          0
         ],
         "destination": [
          "obj-196",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-196",
          0
         ],
         "destination": [
          "obj-197",
          0
         ],
         "order": 0
        }
       }
      ]
     },
     "text": "p state"
    }
   },
   {
    "box": {
     "id": "obj-610",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2040,
      340,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      0,
      0,
      1220,
      876
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
   },
   {
    "box": {
     "id": "obj-611",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2040,
      370,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10,
      70,
      300,
      290
     ],
     "bgcolor": [
      0.13,
      0.14,
      0.16,
      1.0
     ],
     "background": 1,
     "rounded": 8
    }
   },
   {
    "box": {
     "id": "obj-612",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2040,
      400,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      320,
      70,
      300,
      290
     ],
     "bgcolor": [
      0.13,
      0.14,
      0.16,
      1.0
     ],
     "background": 1,
     "rounded": 8
    }
   },
   {
    "box": {
     "id": "obj-613",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2040,
      430,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      630,
      70,
      290,
      290
     ],
     "bgcolor": [
      0.13,
      0.14,
      0.16,
      1.0
     ],
     "background": 1,
     "rounded": 8
    }
   },
   {
    "box": {
     "id": "obj-614",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2040,
      460,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      930,
      70,
      280,
      290
     ],
     "bgcolor": [
      0.13,
      0.14,
      0.16,
      1.0
     ],
     "background": 1,
     "rounded": 8
    }
   },
   {
    "box": {
     "id": "obj-615",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2040,
      490,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10,
      370,
      1200,
      302
     ],
     "bgcolor": [
      0.13,
      0.14,
      0.16,
      1.0
     ],
     "background": 1,
     "rounded": 8
    }
   },
   {
    "box": {
     "id": "obj-616",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2040,
      520,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10,
      682,
      1200,
      54
     ],
     "bgcolor": [
      0.13,
      0.14,
      0.16,
      1.0
     ],
     "background": 1,
     "rounded": 8
    }
   },
   {
    "box": {
     "id": "obj-617",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      2040,
      550,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10,
      746,
      1200,
      120
     ],
     "bgcolor": [
      0.13,
      0.14,
      0.16,
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
      "obj-3",
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
      "obj-4",
      0
     ],
     "destination": [
      "obj-5",
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
      "obj-7",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-4",
      1
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
      "obj-4",
      1
     ],
     "destination": [
      "obj-8",
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
      "obj-6",
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
      "obj-6",
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
      "obj-10",
      0
     ],
     "destination": [
      "obj-11",
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
      "obj-21",
      0
     ],
     "destination": [
      "obj-23",
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
      "obj-23",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-23",
      1
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
      "obj-24",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-23",
      2
     ],
     "destination": [
      "obj-26",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-26",
      0
     ],
     "destination": [
      "obj-27",
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
      "obj-29",
      0
     ],
     "destination": [
      "obj-30",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-23",
      3
     ],
     "destination": [
      "obj-29",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-32",
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
      "obj-33",
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
      "obj-23",
      1
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
      "obj-35",
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
      "obj-34",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-35",
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
      "obj-38",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-38",
      0
     ],
     "destination": [
      "obj-23",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-37",
      1
     ],
     "destination": [
      "obj-39",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-39",
      0
     ],
     "destination": [
      "obj-40",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-42",
      0
     ],
     "destination": [
      "obj-43",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-41",
      0
     ],
     "destination": [
      "obj-42",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-45",
      0
     ],
     "destination": [
      "obj-44",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-47",
      0
     ],
     "destination": [
      "obj-46",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-44",
      0
     ],
     "destination": [
      "obj-46",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-48",
      0
     ],
     "destination": [
      "obj-49",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-46",
      0
     ],
     "destination": [
      "obj-48",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-53",
      0
     ],
     "destination": [
      "obj-54",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-54",
      0
     ],
     "destination": [
      "obj-52",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-56",
      0
     ],
     "destination": [
      "obj-57",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-55",
      0
     ],
     "destination": [
      "obj-56",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-58",
      0
     ],
     "destination": [
      "obj-59",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-59",
      0
     ],
     "destination": [
      "obj-60",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-60",
      0
     ],
     "destination": [
      "obj-55",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-59",
      1
     ],
     "destination": [
      "obj-61",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-65",
      0
     ],
     "destination": [
      "obj-64",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-64",
      0
     ],
     "destination": [
      "obj-66",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-68",
      0
     ],
     "destination": [
      "obj-67",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-69",
      0
     ],
     "destination": [
      "obj-70",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-67",
      0
     ],
     "destination": [
      "obj-69",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-66",
      0
     ],
     "destination": [
      "obj-73",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-70",
      0
     ],
     "destination": [
      "obj-73",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-73",
      0
     ],
     "destination": [
      "obj-72",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-66",
      1
     ],
     "destination": [
      "obj-74",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-70",
      0
     ],
     "destination": [
      "obj-74",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-74",
      0
     ],
     "destination": [
      "obj-72",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-76",
      0
     ],
     "destination": [
      "obj-75",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-75",
      0
     ],
     "destination": [
      "obj-77",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-77",
      0
     ],
     "destination": [
      "obj-64",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-79",
      0
     ],
     "destination": [
      "obj-78",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-78",
      0
     ],
     "destination": [
      "obj-80",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-80",
      0
     ],
     "destination": [
      "obj-66",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-83",
      0
     ],
     "destination": [
      "obj-82",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-82",
      0
     ],
     "destination": [
      "obj-84",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-84",
      0
     ],
     "destination": [
      "obj-66",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-66",
      2
     ],
     "destination": [
      "obj-86",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-66",
      3
     ],
     "destination": [
      "obj-88",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-91",
      0
     ],
     "destination": [
      "obj-92",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-92",
      0
     ],
     "destination": [
      "obj-90",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-95",
      0
     ],
     "destination": [
      "obj-96",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-96",
      0
     ],
     "destination": [
      "obj-94",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-97",
      0
     ],
     "destination": [
      "obj-94",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-98",
      0
     ],
     "destination": [
      "obj-99",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-94",
      0
     ],
     "destination": [
      "obj-98",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-101",
      0
     ],
     "destination": [
      "obj-102",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-102",
      0
     ],
     "destination": [
      "obj-100",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-103",
      0
     ],
     "destination": [
      "obj-100",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-104",
      0
     ],
     "destination": [
      "obj-105",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-100",
      0
     ],
     "destination": [
      "obj-104",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-107",
      0
     ],
     "destination": [
      "obj-108",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-108",
      0
     ],
     "destination": [
      "obj-72",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-107",
      1
     ],
     "destination": [
      "obj-108",
      1
     ],
     "order": 1
    }
   },
   {
    "patchline": {
     "source": [
      "obj-108",
      1
     ],
     "destination": [
      "obj-72",
      1
     ],
     "order": 1
    }
   },
   {
    "patchline": {
     "source": [
      "obj-109",
      0
     ],
     "destination": [
      "obj-108",
      2
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-112",
      0
     ],
     "destination": [
      "obj-113",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-113",
      0
     ],
     "destination": [
      "obj-114",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-114",
      0
     ],
     "destination": [
      "obj-111",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-115",
      0
     ],
     "destination": [
      "obj-116",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-116",
      0
     ],
     "destination": [
      "obj-111",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-117",
      0
     ],
     "destination": [
      "obj-118",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-118",
      0
     ],
     "destination": [
      "obj-119",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-120",
      0
     ],
     "destination": [
      "obj-121",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-121",
      0
     ],
     "destination": [
      "obj-122",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-122",
      0
     ],
     "destination": [
      "obj-116",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-126",
      0
     ],
     "destination": [
      "obj-127",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-125",
      0
     ],
     "destination": [
      "obj-126",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-129",
      0
     ],
     "destination": [
      "obj-130",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-128",
      0
     ],
     "destination": [
      "obj-129",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-132",
      0
     ],
     "destination": [
      "obj-133",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-131",
      1
     ],
     "destination": [
      "obj-132",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-134",
      0
     ],
     "destination": [
      "obj-125",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-135",
      0
     ],
     "destination": [
      "obj-128",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-136",
      0
     ],
     "destination": [
      "obj-131",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-137",
      0
     ],
     "destination": [
      "obj-124",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-138",
      0
     ],
     "destination": [
      "obj-124",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-142",
      0
     ],
     "destination": [
      "obj-143",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-141",
      0
     ],
     "destination": [
      "obj-142",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-145",
      0
     ],
     "destination": [
      "obj-146",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-144",
      0
     ],
     "destination": [
      "obj-145",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-148",
      0
     ],
     "destination": [
      "obj-149",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-147",
      1
     ],
     "destination": [
      "obj-148",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-150",
      0
     ],
     "destination": [
      "obj-141",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-151",
      0
     ],
     "destination": [
      "obj-144",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-152",
      0
     ],
     "destination": [
      "obj-147",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-153",
      0
     ],
     "destination": [
      "obj-140",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-154",
      0
     ],
     "destination": [
      "obj-140",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-158",
      0
     ],
     "destination": [
      "obj-159",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-157",
      0
     ],
     "destination": [
      "obj-158",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-161",
      0
     ],
     "destination": [
      "obj-162",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-160",
      0
     ],
     "destination": [
      "obj-161",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-164",
      0
     ],
     "destination": [
      "obj-165",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-163",
      1
     ],
     "destination": [
      "obj-164",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-166",
      0
     ],
     "destination": [
      "obj-157",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-167",
      0
     ],
     "destination": [
      "obj-160",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-168",
      0
     ],
     "destination": [
      "obj-163",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-169",
      0
     ],
     "destination": [
      "obj-156",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-170",
      0
     ],
     "destination": [
      "obj-156",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-174",
      0
     ],
     "destination": [
      "obj-175",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-173",
      0
     ],
     "destination": [
      "obj-174",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-177",
      0
     ],
     "destination": [
      "obj-178",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-176",
      0
     ],
     "destination": [
      "obj-177",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-180",
      0
     ],
     "destination": [
      "obj-181",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-179",
      1
     ],
     "destination": [
      "obj-180",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-182",
      0
     ],
     "destination": [
      "obj-173",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-183",
      0
     ],
     "destination": [
      "obj-176",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-184",
      0
     ],
     "destination": [
      "obj-179",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-185",
      0
     ],
     "destination": [
      "obj-172",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-186",
      0
     ],
     "destination": [
      "obj-172",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-190",
      0
     ],
     "destination": [
      "obj-191",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-189",
      0
     ],
     "destination": [
      "obj-190",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-193",
      0
     ],
     "destination": [
      "obj-194",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-192",
      0
     ],
     "destination": [
      "obj-193",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-196",
      0
     ],
     "destination": [
      "obj-197",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-195",
      1
     ],
     "destination": [
      "obj-196",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-198",
      0
     ],
     "destination": [
      "obj-189",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-199",
      0
     ],
     "destination": [
      "obj-192",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-200",
      0
     ],
     "destination": [
      "obj-195",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-201",
      0
     ],
     "destination": [
      "obj-188",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-202",
      0
     ],
     "destination": [
      "obj-188",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-206",
      0
     ],
     "destination": [
      "obj-207",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-205",
      0
     ],
     "destination": [
      "obj-206",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-209",
      0
     ],
     "destination": [
      "obj-210",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-208",
      0
     ],
     "destination": [
      "obj-209",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-212",
      0
     ],
     "destination": [
      "obj-213",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-211",
      1
     ],
     "destination": [
      "obj-212",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-214",
      0
     ],
     "destination": [
      "obj-205",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-215",
      0
     ],
     "destination": [
      "obj-208",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-216",
      0
     ],
     "destination": [
      "obj-211",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-217",
      0
     ],
     "destination": [
      "obj-204",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-218",
      0
     ],
     "destination": [
      "obj-204",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-222",
      0
     ],
     "destination": [
      "obj-223",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-221",
      0
     ],
     "destination": [
      "obj-222",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-225",
      0
     ],
     "destination": [
      "obj-226",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-224",
      0
     ],
     "destination": [
      "obj-225",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-228",
      0
     ],
     "destination": [
      "obj-229",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-227",
      1
     ],
     "destination": [
      "obj-228",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-230",
      0
     ],
     "destination": [
      "obj-221",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-231",
      0
     ],
     "destination": [
      "obj-224",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-232",
      0
     ],
     "destination": [
      "obj-227",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-233",
      0
     ],
     "destination": [
      "obj-220",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-234",
      0
     ],
     "destination": [
      "obj-220",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-238",
      0
     ],
     "destination": [
      "obj-239",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-237",
      0
     ],
     "destination": [
      "obj-238",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-241",
      0
     ],
     "destination": [
      "obj-242",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-240",
      0
     ],
     "destination": [
      "obj-241",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-244",
      0
     ],
     "destination": [
      "obj-245",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-243",
      1
     ],
     "destination": [
      "obj-244",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-246",
      0
     ],
     "destination": [
      "obj-237",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-247",
      0
     ],
     "destination": [
      "obj-240",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-248",
      0
     ],
     "destination": [
      "obj-243",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-249",
      0
     ],
     "destination": [
      "obj-236",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-250",
      0
     ],
     "destination": [
      "obj-236",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-254",
      0
     ],
     "destination": [
      "obj-255",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-253",
      0
     ],
     "destination": [
      "obj-254",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-257",
      0
     ],
     "destination": [
      "obj-258",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-256",
      0
     ],
     "destination": [
      "obj-257",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-260",
      0
     ],
     "destination": [
      "obj-261",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-259",
      1
     ],
     "destination": [
      "obj-260",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-262",
      0
     ],
     "destination": [
      "obj-253",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-263",
      0
     ],
     "destination": [
      "obj-256",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-264",
      0
     ],
     "destination": [
      "obj-259",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-265",
      0
     ],
     "destination": [
      "obj-252",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-266",
      0
     ],
     "destination": [
      "obj-252",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-270",
      0
     ],
     "destination": [
      "obj-271",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-269",
      0
     ],
     "destination": [
      "obj-270",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-273",
      0
     ],
     "destination": [
      "obj-274",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-272",
      0
     ],
     "destination": [
      "obj-273",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-276",
      0
     ],
     "destination": [
      "obj-277",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-275",
      1
     ],
     "destination": [
      "obj-276",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-278",
      0
     ],
     "destination": [
      "obj-269",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-279",
      0
     ],
     "destination": [
      "obj-272",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-280",
      0
     ],
     "destination": [
      "obj-275",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-281",
      0
     ],
     "destination": [
      "obj-268",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-282",
      0
     ],
     "destination": [
      "obj-268",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-286",
      0
     ],
     "destination": [
      "obj-287",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-285",
      0
     ],
     "destination": [
      "obj-286",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-289",
      0
     ],
     "destination": [
      "obj-290",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-288",
      0
     ],
     "destination": [
      "obj-289",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-292",
      0
     ],
     "destination": [
      "obj-293",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-291",
      1
     ],
     "destination": [
      "obj-292",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-294",
      0
     ],
     "destination": [
      "obj-285",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-295",
      0
     ],
     "destination": [
      "obj-288",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-296",
      0
     ],
     "destination": [
      "obj-291",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-297",
      0
     ],
     "destination": [
      "obj-284",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-298",
      0
     ],
     "destination": [
      "obj-284",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-302",
      0
     ],
     "destination": [
      "obj-303",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-301",
      0
     ],
     "destination": [
      "obj-302",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-305",
      0
     ],
     "destination": [
      "obj-306",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-304",
      0
     ],
     "destination": [
      "obj-305",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-308",
      0
     ],
     "destination": [
      "obj-309",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-307",
      1
     ],
     "destination": [
      "obj-308",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-310",
      0
     ],
     "destination": [
      "obj-301",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-311",
      0
     ],
     "destination": [
      "obj-304",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-312",
      0
     ],
     "destination": [
      "obj-307",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-313",
      0
     ],
     "destination": [
      "obj-300",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-314",
      0
     ],
     "destination": [
      "obj-300",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-318",
      0
     ],
     "destination": [
      "obj-319",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-317",
      0
     ],
     "destination": [
      "obj-318",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-321",
      0
     ],
     "destination": [
      "obj-322",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-320",
      0
     ],
     "destination": [
      "obj-321",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-324",
      0
     ],
     "destination": [
      "obj-325",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-323",
      1
     ],
     "destination": [
      "obj-324",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-326",
      0
     ],
     "destination": [
      "obj-317",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-327",
      0
     ],
     "destination": [
      "obj-320",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-328",
      0
     ],
     "destination": [
      "obj-323",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-329",
      0
     ],
     "destination": [
      "obj-316",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-330",
      0
     ],
     "destination": [
      "obj-316",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-334",
      0
     ],
     "destination": [
      "obj-335",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-333",
      0
     ],
     "destination": [
      "obj-334",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-337",
      0
     ],
     "destination": [
      "obj-338",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-336",
      0
     ],
     "destination": [
      "obj-337",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-340",
      0
     ],
     "destination": [
      "obj-341",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-339",
      1
     ],
     "destination": [
      "obj-340",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-342",
      0
     ],
     "destination": [
      "obj-333",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-343",
      0
     ],
     "destination": [
      "obj-336",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-344",
      0
     ],
     "destination": [
      "obj-339",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-345",
      0
     ],
     "destination": [
      "obj-332",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-346",
      0
     ],
     "destination": [
      "obj-332",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-350",
      0
     ],
     "destination": [
      "obj-351",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-349",
      0
     ],
     "destination": [
      "obj-350",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-353",
      0
     ],
     "destination": [
      "obj-354",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-352",
      0
     ],
     "destination": [
      "obj-353",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-356",
      0
     ],
     "destination": [
      "obj-357",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-355",
      1
     ],
     "destination": [
      "obj-356",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-358",
      0
     ],
     "destination": [
      "obj-349",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-359",
      0
     ],
     "destination": [
      "obj-352",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-360",
      0
     ],
     "destination": [
      "obj-355",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-361",
      0
     ],
     "destination": [
      "obj-348",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-362",
      0
     ],
     "destination": [
      "obj-348",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-366",
      0
     ],
     "destination": [
      "obj-367",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-365",
      0
     ],
     "destination": [
      "obj-366",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-369",
      0
     ],
     "destination": [
      "obj-370",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-368",
      0
     ],
     "destination": [
      "obj-369",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-372",
      0
     ],
     "destination": [
      "obj-373",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-371",
      1
     ],
     "destination": [
      "obj-372",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-374",
      0
     ],
     "destination": [
      "obj-365",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-375",
      0
     ],
     "destination": [
      "obj-368",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-376",
      0
     ],
     "destination": [
      "obj-371",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-377",
      0
     ],
     "destination": [
      "obj-364",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-378",
      0
     ],
     "destination": [
      "obj-364",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-380",
      0
     ],
     "destination": [
      "obj-381",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-381",
      1
     ],
     "destination": [
      "obj-379",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-384",
      0
     ],
     "destination": [
      "obj-385",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-386",
      0
     ],
     "destination": [
      "obj-384",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-385",
      0
     ],
     "destination": [
      "obj-387",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-387",
      0
     ],
     "destination": [
      "obj-383",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-383",
      1
     ],
     "destination": [
      "obj-388",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-389",
      0
     ],
     "destination": [
      "obj-390",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-388",
      0
     ],
     "destination": [
      "obj-389",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-392",
      0
     ],
     "destination": [
      "obj-396",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-394",
      0
     ],
     "destination": [
      "obj-398",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-398",
      0
     ],
     "destination": [
      "obj-397",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-395",
      0
     ],
     "destination": [
      "obj-399",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-399",
      1
     ],
     "destination": [
      "obj-397",
      2
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-399",
      0
     ],
     "destination": [
      "obj-396",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-396",
      0
     ],
     "destination": [
      "obj-397",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-400",
      0
     ],
     "destination": [
      "obj-401",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-397",
      0
     ],
     "destination": [
      "obj-400",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-404",
      0
     ],
     "destination": [
      "obj-403",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-405",
      0
     ],
     "destination": [
      "obj-406",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-403",
      0
     ],
     "destination": [
      "obj-405",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-407",
      0
     ],
     "destination": [
      "obj-403",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-409",
      0
     ],
     "destination": [
      "obj-408",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-410",
      0
     ],
     "destination": [
      "obj-411",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-408",
      0
     ],
     "destination": [
      "obj-410",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-412",
      0
     ],
     "destination": [
      "obj-408",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-415",
      0
     ],
     "destination": [
      "obj-414",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-416",
      0
     ],
     "destination": [
      "obj-417",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-414",
      0
     ],
     "destination": [
      "obj-416",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-418",
      0
     ],
     "destination": [
      "obj-414",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-421",
      0
     ],
     "destination": [
      "obj-420",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-422",
      0
     ],
     "destination": [
      "obj-423",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-420",
      0
     ],
     "destination": [
      "obj-422",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-424",
      0
     ],
     "destination": [
      "obj-420",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-427",
      0
     ],
     "destination": [
      "obj-426",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-428",
      0
     ],
     "destination": [
      "obj-429",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-426",
      0
     ],
     "destination": [
      "obj-428",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-430",
      0
     ],
     "destination": [
      "obj-426",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-433",
      0
     ],
     "destination": [
      "obj-432",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-434",
      0
     ],
     "destination": [
      "obj-435",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-432",
      0
     ],
     "destination": [
      "obj-434",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-436",
      0
     ],
     "destination": [
      "obj-432",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-439",
      0
     ],
     "destination": [
      "obj-438",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-440",
      0
     ],
     "destination": [
      "obj-441",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-438",
      0
     ],
     "destination": [
      "obj-440",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-442",
      0
     ],
     "destination": [
      "obj-438",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-446",
      0
     ],
     "destination": [
      "obj-447",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-445",
      0
     ],
     "destination": [
      "obj-446",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-449",
      0
     ],
     "destination": [
      "obj-450",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-448",
      0
     ],
     "destination": [
      "obj-449",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-451",
      0
     ],
     "destination": [
      "obj-452",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-452",
      0
     ],
     "destination": [
      "obj-453",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-456",
      0
     ],
     "destination": [
      "obj-455",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-457",
      0
     ],
     "destination": [
      "obj-465",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-463",
      0
     ],
     "destination": [
      "obj-465",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-465",
      0
     ],
     "destination": [
      "obj-466",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-467",
      0
     ],
     "destination": [
      "obj-468",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-466",
      0
     ],
     "destination": [
      "obj-467",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-459",
      0
     ],
     "destination": [
      "obj-466",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-461",
      0
     ],
     "destination": [
      "obj-466",
      2
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-457",
      0
     ],
     "destination": [
      "obj-469",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-464",
      0
     ],
     "destination": [
      "obj-469",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-470",
      0
     ],
     "destination": [
      "obj-471",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-469",
      0
     ],
     "destination": [
      "obj-470",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-474",
      0
     ],
     "destination": [
      "obj-473",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-475",
      0
     ],
     "destination": [
      "obj-476",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-473",
      0
     ],
     "destination": [
      "obj-475",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-477",
      0
     ],
     "destination": [
      "obj-473",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-480",
      0
     ],
     "destination": [
      "obj-479",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-481",
      0
     ],
     "destination": [
      "obj-482",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-479",
      0
     ],
     "destination": [
      "obj-481",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-483",
      0
     ],
     "destination": [
      "obj-479",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-486",
      0
     ],
     "destination": [
      "obj-485",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-487",
      0
     ],
     "destination": [
      "obj-488",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-485",
      0
     ],
     "destination": [
      "obj-487",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-489",
      0
     ],
     "destination": [
      "obj-485",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-492",
      0
     ],
     "destination": [
      "obj-491",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-493",
      0
     ],
     "destination": [
      "obj-494",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-491",
      0
     ],
     "destination": [
      "obj-493",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-495",
      0
     ],
     "destination": [
      "obj-491",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-498",
      0
     ],
     "destination": [
      "obj-497",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-499",
      0
     ],
     "destination": [
      "obj-500",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-497",
      0
     ],
     "destination": [
      "obj-499",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-501",
      0
     ],
     "destination": [
      "obj-497",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-504",
      0
     ],
     "destination": [
      "obj-503",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-505",
      0
     ],
     "destination": [
      "obj-506",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-503",
      0
     ],
     "destination": [
      "obj-505",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-507",
      0
     ],
     "destination": [
      "obj-503",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-510",
      0
     ],
     "destination": [
      "obj-509",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-511",
      0
     ],
     "destination": [
      "obj-512",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-509",
      0
     ],
     "destination": [
      "obj-511",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-513",
      0
     ],
     "destination": [
      "obj-509",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-516",
      0
     ],
     "destination": [
      "obj-515",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-517",
      0
     ],
     "destination": [
      "obj-518",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-515",
      1
     ],
     "destination": [
      "obj-517",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-519",
      0
     ],
     "destination": [
      "obj-515",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-522",
      0
     ],
     "destination": [
      "obj-523",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-521",
      0
     ],
     "destination": [
      "obj-522",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-526",
      0
     ],
     "destination": [
      "obj-527",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-527",
      0
     ],
     "destination": [
      "obj-528",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-528",
      0
     ],
     "destination": [
      "obj-525",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-525",
      0
     ],
     "destination": [
      "obj-529",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-529",
      0
     ],
     "destination": [
      "obj-530",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-530",
      0
     ],
     "destination": [
      "obj-531",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-534",
      0
     ],
     "destination": [
      "obj-535",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-533",
      0
     ],
     "destination": [
      "obj-534",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-537",
      0
     ],
     "destination": [
      "obj-538",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-536",
      0
     ],
     "destination": [
      "obj-537",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-540",
      0
     ],
     "destination": [
      "obj-541",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-539",
      0
     ],
     "destination": [
      "obj-540",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-543",
      0
     ],
     "destination": [
      "obj-544",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-542",
      1
     ],
     "destination": [
      "obj-543",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-545",
      0
     ],
     "destination": [
      "obj-542",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-548",
      0
     ],
     "destination": [
      "obj-549",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-549",
      0
     ],
     "destination": [
      "obj-547",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-551",
      0
     ],
     "destination": [
      "obj-550",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-552",
      0
     ],
     "destination": [
      "obj-553",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-550",
      0
     ],
     "destination": [
      "obj-552",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-554",
      0
     ],
     "destination": [
      "obj-550",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-557",
      0
     ],
     "destination": [
      "obj-556",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-558",
      0
     ],
     "destination": [
      "obj-559",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-556",
      0
     ],
     "destination": [
      "obj-558",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-560",
      0
     ],
     "destination": [
      "obj-556",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-564",
      0
     ],
     "destination": [
      "obj-565",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-565",
      0
     ],
     "destination": [
      "obj-566",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-565",
      2
     ],
     "destination": [
      "obj-567",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-568",
      0
     ],
     "destination": [
      "obj-569",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-565",
      1
     ],
     "destination": [
      "obj-568",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-569",
      0
     ],
     "destination": [
      "obj-567",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-570",
      0
     ],
     "destination": [
      "obj-571",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-571",
      0
     ],
     "destination": [
      "obj-572",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-567",
      0
     ],
     "destination": [
      "obj-570",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-566",
      0
     ],
     "destination": [
      "obj-574",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-574",
      0
     ],
     "destination": [
      "obj-575",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-566",
      1
     ],
     "destination": [
      "obj-576",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-576",
      0
     ],
     "destination": [
      "obj-577",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-566",
      2
     ],
     "destination": [
      "obj-578",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-566",
      3
     ],
     "destination": [
      "obj-580",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-566",
      4
     ],
     "destination": [
      "obj-582",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-566",
      5
     ],
     "destination": [
      "obj-584",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-566",
      6
     ],
     "destination": [
      "obj-586",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-589",
      0
     ],
     "destination": [
      "obj-590",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-588",
      0
     ],
     "destination": [
      "obj-589",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-592",
      0
     ],
     "destination": [
      "obj-591",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-594",
      0
     ],
     "destination": [
      "obj-591",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-591",
      1
     ],
     "destination": [
      "obj-595",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-595",
      0
     ],
     "destination": [
      "obj-593",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-596",
      0
     ],
     "destination": [
      "obj-597",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-591",
      0
     ],
     "destination": [
      "obj-596",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-598",
      0
     ],
     "destination": [
      "obj-599",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-599",
      0
     ],
     "destination": [
      "obj-593",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-600",
      0
     ],
     "destination": [
      "obj-601",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-601",
      0
     ],
     "destination": [
      "obj-593",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-602",
      0
     ],
     "destination": [
      "obj-603",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-593",
      1
     ],
     "destination": [
      "obj-602",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-607",
      0
     ],
     "destination": [
      "obj-606",
      0
     ],
     "order": 0
    }
   }
  ],
  "parameters": {
   "obj-3": [
    "panic",
    "panic",
    0
   ],
   "obj-10": [
    "unmute",
    "unmute",
    0
   ],
   "obj-24": [
    "record",
    "record",
    0
   ],
   "obj-31": [
    "dream_on_take",
    "dream_on_take",
    0
   ],
   "obj-36": [
    "recordings_folder",
    "recordings_folder",
    0
   ],
   "obj-41": [
    "dream_noise",
    "dream_noise",
    0
   ],
   "obj-44": [
    "live_seconds",
    "live_seconds",
    0
   ],
   "obj-47": [
    "dream_live",
    "dream_live",
    0
   ],
   "obj-55": [
    "record_daemon",
    "record_daemon",
    0
   ],
   "obj-67": [
    "dream_level",
    "dream_level",
    0
   ],
   "obj-75": [
    "play_dreams",
    "play_dreams",
    0
   ],
   "obj-78": [
    "stagger_s",
    "stagger_s",
    0
   ],
   "obj-82": [
    "voices",
    "voices",
    0
   ],
   "obj-97": [
    "cancel",
    "cancel",
    0
   ],
   "obj-103": [
    "keep",
    "keep",
    0
   ],
   "obj-109": [
    "bridge",
    "bridge",
    0
   ],
   "obj-125": [
    "loop_0_gain",
    "loop_0_gain",
    0
   ],
   "obj-128": [
    "loop_0_mute",
    "loop_0_mute",
    0
   ],
   "obj-131": [
    "loop_0_layer",
    "loop_0_layer",
    0
   ],
   "obj-141": [
    "loop_1_gain",
    "loop_1_gain",
    0
   ],
   "obj-144": [
    "loop_1_mute",
    "loop_1_mute",
    0
   ],
   "obj-147": [
    "loop_1_layer",
    "loop_1_layer",
    0
   ],
   "obj-157": [
    "loop_2_gain",
    "loop_2_gain",
    0
   ],
   "obj-160": [
    "loop_2_mute",
    "loop_2_mute",
    0
   ],
   "obj-163": [
    "loop_2_layer",
    "loop_2_layer",
    0
   ],
   "obj-173": [
    "loop_3_gain",
    "loop_3_gain",
    0
   ],
   "obj-176": [
    "loop_3_mute",
    "loop_3_mute",
    0
   ],
   "obj-179": [
    "loop_3_layer",
    "loop_3_layer",
    0
   ],
   "obj-189": [
    "loop_4_gain",
    "loop_4_gain",
    0
   ],
   "obj-192": [
    "loop_4_mute",
    "loop_4_mute",
    0
   ],
   "obj-195": [
    "loop_4_layer",
    "loop_4_layer",
    0
   ],
   "obj-205": [
    "loop_5_gain",
    "loop_5_gain",
    0
   ],
   "obj-208": [
    "loop_5_mute",
    "loop_5_mute",
    0
   ],
   "obj-211": [
    "loop_5_layer",
    "loop_5_layer",
    0
   ],
   "obj-221": [
    "loop_6_gain",
    "loop_6_gain",
    0
   ],
   "obj-224": [
    "loop_6_mute",
    "loop_6_mute",
    0
   ],
   "obj-227": [
    "loop_6_layer",
    "loop_6_layer",
    0
   ],
   "obj-237": [
    "loop_7_gain",
    "loop_7_gain",
    0
   ],
   "obj-240": [
    "loop_7_mute",
    "loop_7_mute",
    0
   ],
   "obj-243": [
    "loop_7_layer",
    "loop_7_layer",
    0
   ],
   "obj-253": [
    "loop_8_gain",
    "loop_8_gain",
    0
   ],
   "obj-256": [
    "loop_8_mute",
    "loop_8_mute",
    0
   ],
   "obj-259": [
    "loop_8_layer",
    "loop_8_layer",
    0
   ],
   "obj-269": [
    "loop_9_gain",
    "loop_9_gain",
    0
   ],
   "obj-272": [
    "loop_9_mute",
    "loop_9_mute",
    0
   ],
   "obj-275": [
    "loop_9_layer",
    "loop_9_layer",
    0
   ],
   "obj-285": [
    "loop_10_gain",
    "loop_10_gain",
    0
   ],
   "obj-288": [
    "loop_10_mute",
    "loop_10_mute",
    0
   ],
   "obj-291": [
    "loop_10_layer",
    "loop_10_layer",
    0
   ],
   "obj-301": [
    "loop_11_gain",
    "loop_11_gain",
    0
   ],
   "obj-304": [
    "loop_11_mute",
    "loop_11_mute",
    0
   ],
   "obj-307": [
    "loop_11_layer",
    "loop_11_layer",
    0
   ],
   "obj-317": [
    "loop_12_gain",
    "loop_12_gain",
    0
   ],
   "obj-320": [
    "loop_12_mute",
    "loop_12_mute",
    0
   ],
   "obj-323": [
    "loop_12_layer",
    "loop_12_layer",
    0
   ],
   "obj-333": [
    "loop_13_gain",
    "loop_13_gain",
    0
   ],
   "obj-336": [
    "loop_13_mute",
    "loop_13_mute",
    0
   ],
   "obj-339": [
    "loop_13_layer",
    "loop_13_layer",
    0
   ],
   "obj-349": [
    "loop_14_gain",
    "loop_14_gain",
    0
   ],
   "obj-352": [
    "loop_14_mute",
    "loop_14_mute",
    0
   ],
   "obj-355": [
    "loop_14_layer",
    "loop_14_layer",
    0
   ],
   "obj-365": [
    "loop_15_gain",
    "loop_15_gain",
    0
   ],
   "obj-368": [
    "loop_15_mute",
    "loop_15_mute",
    0
   ],
   "obj-371": [
    "loop_15_layer",
    "loop_15_layer",
    0
   ],
   "obj-386": [
    "bank_folder",
    "bank_folder",
    0
   ],
   "obj-392": [
    "effect_loop",
    "effect_loop",
    0
   ],
   "obj-395": [
    "effect_on",
    "effect_on",
    0
   ],
   "obj-403": [
    "follow",
    "follow",
    0
   ],
   "obj-408": [
    "follower_attack_ms",
    "follower_attack_ms",
    0
   ],
   "obj-414": [
    "follower_release_ms",
    "follower_release_ms",
    0
   ],
   "obj-420": [
    "follower_sensitivity_db",
    "follower_sensitivity_db",
    0
   ],
   "obj-426": [
    "follower_q",
    "follower_q",
    0
   ],
   "obj-432": [
    "follower_range",
    "follower_range",
    0
   ],
   "obj-438": [
    "follower_gate_db",
    "follower_gate_db",
    0
   ],
   "obj-445": [
    "bands_of_the_loops",
    "bands_of_the_loops",
    0
   ],
   "obj-448": [
    "bands_of_the_strings",
    "bands_of_the_strings",
    0
   ],
   "obj-457": [
    "map_loop",
    "map_loop",
    0
   ],
   "obj-459": [
    "map_band",
    "map_band",
    0
   ],
   "obj-461": [
    "map_weight",
    "map_weight",
    0
   ],
   "obj-463": [
    "map_set",
    "map_set",
    0
   ],
   "obj-464": [
    "map_auto",
    "map_auto",
    0
   ],
   "obj-473": [
    "control_temperature",
    "control_temperature",
    0
   ],
   "obj-479": [
    "control_dropout",
    "control_dropout",
    0
   ],
   "obj-485": [
    "control_noise",
    "control_noise",
    0
   ],
   "obj-491": [
    "control_noise_when_stuck",
    "control_noise_when_stuck",
    0
   ],
   "obj-497": [
    "control_energy_hold",
    "control_energy_hold",
    0
   ],
   "obj-503": [
    "control_tau",
    "control_tau",
    0
   ],
   "obj-509": [
    "control_influence",
    "control_influence",
    0
   ],
   "obj-515": [
    "control_sampling",
    "control_sampling",
    0
   ],
   "obj-521": [
    "control_reset",
    "control_reset",
    0
   ],
   "obj-533": [
    "pitches_auto",
    "pitches_auto",
    0
   ],
   "obj-536": [
    "live_start",
    "live_start",
    0
   ],
   "obj-539": [
    "live_stop",
    "live_stop",
    0
   ],
   "obj-542": [
    "control_manner",
    "control_manner",
    0
   ],
   "obj-550": [
    "level_dreams",
    "level_dreams",
    0
   ],
   "obj-556": [
    "level_loops",
    "level_loops",
    0
   ],
   "obj-588": [
    "ping",
    "ping",
    0
   ],
   "obj-594": [
    "ask_models",
    "ask_models",
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
  "dependency_cache": [
   {
    "name": "ld.bridge~.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": ".",
    "type": "JSON",
    "implicit": 1
   },
   {
    "name": "ld.dreams~.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": ".",
    "type": "JSON",
    "implicit": 1
   },
   {
    "name": "ld.osc.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": ".",
    "type": "JSON",
    "implicit": 1
   },
   {
    "name": "ld.record~.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": ".",
    "type": "JSON",
    "implicit": 1
   },
   {
    "name": "ld.voice~.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": ".",
    "type": "JSON",
    "implicit": 1
   }
  ],
  "autosave": 0
 }
}
