{
 "patcher": {
  "title": "variations",
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
   1000.0,
   600.0
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
      131.812,
      39
     ],
     "text": "variations",
     "presentation": 1,
     "presentation_rect": [
      20,
      10,
      320,
      36
     ],
     "fontsize": 28,
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
      60,
      510.186,
      21
     ],
     "text": "BEGIN, and play on: what you played comes back as dreams. Run with voices.max=0.",
     "presentation": 1,
     "presentation_rect": [
      22,
      48,
      620,
      24
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
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      360,
      20,
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
     "id": "obj-4",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1500,
      640,
      109.568,
      44.800000000000004
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "panic",
     "presentation": 1,
     "presentation_rect": [
      790,
      10,
      200,
      60
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
     "fontsize": 28.0,
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
     "id": "obj-5",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1500,
      700,
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
     "id": "obj-6",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1500,
      790,
      61.3,
      22.0
     ],
     "text": "s ld.panic"
    }
   },
   {
    "box": {
     "id": "obj-7",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1606,
      790.0,
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
     "id": "obj-8",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1606,
      820.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-9",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1560,
      730,
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
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1620,
      760,
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
     "id": "obj-11",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1620,
      640,
      83.969,
      22.0
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "unmute",
     "presentation": 1,
     "presentation_rect": [
      540,
      10,
      100,
      32
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
     "fontsize": 13.0,
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
     "id": "obj-12",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1620,
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
     "id": "obj-13",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1620,
      720.0,
      92.6,
      22.0
     ],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-14",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1500,
      20.0,
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
     "id": "obj-15",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1500,
      50.0,
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
     "id": "obj-16",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 7,
     "patching_rect": [
      1500,
      80.0,
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
     "id": "obj-17",
     "maxclass": "led",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1700,
      80,
      24,
      24
     ],
     "outlettype": [
      "int"
     ],
     "varname": "daemon_is_there",
     "presentation": 1,
     "presentation_rect": [
      652,
      24,
      32,
      32
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
     "id": "obj-18",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1700,
      20.0,
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
     "id": "obj-19",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1700,
      50.0,
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
     "id": "obj-20",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1500,
      150,
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
     "id": "obj-21",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1500,
      180,
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
      690,
      29,
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
     "id": "obj-22",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1500,
      300,
      240,
      40
     ],
     "text": "",
     "outlettype": [
      ""
     ],
     "varname": "says",
     "presentation": 1,
     "presentation_rect": [
      24,
      518,
      272,
      50
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
     "id": "obj-23",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      1500,
      250,
      67.9,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.says_v"
    }
   },
   {
    "box": {
     "id": "obj-24",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 0,
     "patching_rect": [
      1640,
      250,
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
          70.0,
          22.0
         ],
         "text": "s ld.says_v"
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
     "id": "obj-25",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      330,
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
     "id": "obj-26",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      160,
      330,
      59.0,
      22.0
     ],
     "outlettype": [
      "signal",
      "bang"
     ],
     "text": "sfplay~ 1"
    }
   },
   {
    "box": {
     "id": "obj-27",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      370,
      28.0,
      22.0
     ],
     "outlettype": [
      "signal"
     ],
     "text": "+~"
    }
   },
   {
    "box": {
     "id": "obj-28",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 4,
     "patching_rect": [
      20,
      470,
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
     "id": "obj-29",
     "maxclass": "meter~",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      120,
      400,
      140,
      16
     ],
     "outlettype": [
      "float"
     ],
     "varname": "input_level",
     "presentation": 1,
     "presentation_rect": [
      24,
      488,
      272,
      20
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
     "id": "obj-30",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      160,
      180.0,
      105.3,
      22.0
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "text": "opendialog sound"
    }
   },
   {
    "box": {
     "id": "obj-31",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      160,
      210.0,
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
     "id": "obj-32",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      160,
      140,
      149.272,
      22.400000000000002
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "rehearse",
     "presentation": 1,
     "presentation_rect": [
      24,
      404,
      190,
      32
     ],
     "text": "rehearse with a file\u2026",
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
       "parameter_longname": "rehearse",
       "parameter_shortname": "rehearse",
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
     "id": "obj-33",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      160,
      240,
      29.9,
      22.0
     ],
     "outlettype": [
      "bang",
      ""
     ],
     "text": "t b l"
    }
   },
   {
    "box": {
     "id": "obj-34",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      220,
      280,
      54.0,
      22.0
     ],
     "text": "open $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-35",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      160,
      280,
      28.0,
      22.0
     ],
     "text": "1",
     "outlettype": [
      ""
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
      320,
      240,
      50.46,
      22.400000000000002
     ],
     "outlettype": [
      "",
      "",
      "int"
     ],
     "varname": "rehearse_stop",
     "presentation": 1,
     "presentation_rect": [
      222,
      404,
      74,
      32
     ],
     "text": "stop",
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
       "parameter_longname": "rehearse_stop",
       "parameter_shortname": "rehearse_stop",
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
      320,
      280,
      28.0,
      22.0
     ],
     "text": "0",
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
      320,
      140,
      246.117,
      21
     ],
     "text": "The daemon must hear the same sound.",
     "presentation": 1,
     "presentation_rect": [
      24,
      444,
      272,
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
     "id": "obj-39",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      540,
      111.136,
      44.800000000000004
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
      100
     ],
     "text": "BEGIN",
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
     "fontsize": 28.0,
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
     "id": "obj-40",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      20,
      400.0,
      59.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.panic"
    }
   },
   {
    "box": {
     "id": "obj-41",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      20,
      430.0,
      34.6,
      22.0
     ],
     "text": "drop",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-42",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      120,
      500,
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
     "numoutlets": 1,
     "patching_rect": [
      160,
      540,
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
     "id": "obj-44",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      160,
      570,
      220,
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
      208,
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
     "id": "obj-45",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      260,
      470.0,
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
     "id": "obj-46",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      260,
      500.0,
      70.0,
      22.0
     ],
     "text": "s ld.says_v"
    }
   },
   {
    "box": {
     "id": "obj-47",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      680.0,
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
     "id": "obj-48",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      710.0,
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
     "id": "obj-49",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      640,
      136.042,
      22.400000000000002
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
      240,
      190,
      32
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
     "fontsize": 14.0,
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
     "id": "obj-50",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      740,
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
     "id": "obj-51",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      770,
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
     "id": "obj-52",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      160,
      770,
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
     "id": "obj-53",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      160,
      800,
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
      280,
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
     "id": "obj-54",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      420,
      540,
      60,
      24
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "take_s",
     "presentation": 1,
     "presentation_rect": [
      24,
      316,
      80,
      34
     ],
     "fontsize": 20.0,
     "minimum": 1.0,
     "maximum": 60.0,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "take_s",
       "parameter_shortname": "take_s",
       "parameter_type": 0,
       "parameter_mmin": 1,
       "parameter_mmax": 60
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-55",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      420,
      500,
      72.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess 8"
    }
   },
   {
    "box": {
     "id": "obj-56",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      420,
      580,
      56.6,
      22.0
     ],
     "text": "every $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-57",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      500,
      540,
      112.89,
      24
     ],
     "text": "seconds a take",
     "presentation": 1,
     "presentation_rect": [
      114,
      322,
      140,
      24
     ],
     "fontsize": 15,
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
     "id": "obj-58",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      700,
      400,
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
     "id": "obj-59",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 4,
     "patching_rect": [
      700,
      440,
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
     "id": "obj-60",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      860,
      430,
      140,
      22
     ],
     "outlettype": [
      ""
     ],
     "varname": "dream_level",
     "presentation": 1,
     "presentation_rect": [
      340,
      330,
      420,
      48
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
     "id": "obj-61",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      860,
      400,
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
     "id": "obj-62",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      860,
      460.0,
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
     "id": "obj-63",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      860,
      490.0,
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
     "id": "obj-64",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      860,
      370,
      138.72,
      24
     ],
     "text": "level of the dreams",
     "presentation": 1,
     "presentation_rect": [
      774,
      343,
      180,
      24
     ],
     "fontsize": 15,
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
     "id": "obj-65",
     "maxclass": "ezdac~",
     "numinlets": 2,
     "numoutlets": 0,
     "patching_rect": [
      700,
      620,
      44,
      44
     ],
     "varname": "loudspeaker",
     "presentation": 1,
     "presentation_rect": [
      900,
      108,
      70,
      70
     ]
    }
   },
   {
    "box": {
     "id": "obj-66",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      700,
      560,
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
     "id": "obj-67",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      760,
      560,
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
     "id": "obj-68",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1100,
      430,
      60,
      24
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "voices",
     "presentation": 1,
     "presentation_rect": [
      340,
      400,
      80,
      34
     ],
     "fontsize": 20.0,
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
     "id": "obj-69",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1100,
      400,
      72.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess 3"
    }
   },
   {
    "box": {
     "id": "obj-70",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1100,
      464,
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
     "id": "obj-71",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1100,
      520,
      172.905,
      24
     ],
     "text": "dreams at once, at most",
     "presentation": 1,
     "presentation_rect": [
      430,
      406,
      280,
      24
     ],
     "fontsize": 15,
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
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1260,
      430,
      60,
      24
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "stagger",
     "presentation": 1,
     "presentation_rect": [
      340,
      444,
      80,
      34
     ],
     "fontsize": 20.0,
     "minimum": 0,
     "maximum": 600,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "stagger",
       "parameter_shortname": "stagger",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 600
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-73",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1260,
      400,
      72.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "loadmess 3"
    }
   },
   {
    "box": {
     "id": "obj-74",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1260,
      464,
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
     "id": "obj-75",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1100,
      550,
      249.615,
      24
     ],
     "text": "seconds at least between two starts",
     "presentation": 1,
     "presentation_rect": [
      430,
      450,
      280,
      24
     ],
     "fontsize": 15,
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
     "id": "obj-76",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      700,
      700,
      60,
      40
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "sounding",
     "presentation": 1,
     "presentation_rect": [
      340,
      108,
      90,
      70
     ],
     "fontsize": 48.0,
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-77",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      700,
      760,
      80.986,
      26
     ],
     "text": "sounding",
     "presentation": 1,
     "presentation_rect": [
      436,
      130,
      90,
      26
     ],
     "fontsize": 17,
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
     "id": "obj-78",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      840,
      700,
      60,
      40
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "waiting",
     "presentation": 1,
     "presentation_rect": [
      540,
      108,
      90,
      70
     ],
     "fontsize": 48.0,
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-79",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      840,
      760,
      64.904,
      26
     ],
     "text": "waiting",
     "presentation": 1,
     "presentation_rect": [
      636,
      130,
      90,
      26
     ],
     "fontsize": 17,
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
     "id": "obj-80",
     "maxclass": "newobj",
     "numinlets": 5,
     "numoutlets": 4,
     "patching_rect": [
      700,
      830,
      50.6,
      22.0
     ],
     "outlettype": [
      "int",
      "",
      "",
      "int"
     ],
     "text": "counter"
    }
   },
   {
    "box": {
     "id": "obj-81",
     "maxclass": "newobj",
     "numinlets": 0,
     "numoutlets": 1,
     "patching_rect": [
      700,
      790.0,
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
     "id": "obj-82",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      820,
      790,
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
     "id": "obj-83",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      700,
      900,
      60,
      24
     ],
     "outlettype": [
      "",
      "bang"
     ],
     "varname": "dreams",
     "presentation": 1,
     "presentation_rect": [
      340,
      200,
      90,
      50
     ],
     "fontsize": 32.0,
     "ignoreclick": 1,
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "obj-84",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      700,
      864,
      28.0,
      22.0
     ],
     "outlettype": [
      "int"
     ],
     "text": "+ 1"
    }
   },
   {
    "box": {
     "id": "obj-85",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      780,
      900,
      115.921,
      26
     ],
     "text": "dreams so far",
     "presentation": 1,
     "presentation_rect": [
      436,
      212,
      130,
      26
     ],
     "fontsize": 17,
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
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1800,
      900,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      0,
      0,
      1000,
      600
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
     "id": "obj-87",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1800,
      930,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      10,
      80,
      300,
      500
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
     "id": "obj-88",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1800,
      960,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      320,
      80,
      670,
      200
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
     "id": "obj-89",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1800,
      990,
      60.0,
      20.0
     ],
     "presentation": 1,
     "presentation_rect": [
      320,
      290,
      670,
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
   }
  ],
  "lines": [
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
      "obj-6",
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
      "obj-5",
      1
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
      "obj-5",
      1
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
      "obj-7",
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
      "obj-10",
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
      "obj-7",
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
      "obj-16",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-15",
      2
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
      "obj-15",
      1
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
      "obj-19",
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
      "obj-16",
      0
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
      "obj-23",
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
      "obj-25",
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
      "obj-26",
      0
     ],
     "destination": [
      "obj-27",
      1
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
      "obj-27",
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
      "obj-32",
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
      1
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
      "obj-26",
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
      "obj-35",
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
      "obj-26",
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
      "obj-26",
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
      "obj-28",
      1
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
      "obj-41",
      0
     ],
     "destination": [
      "obj-28",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-28",
      1
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
      "obj-42",
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
      "obj-28",
      2
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
      "obj-43",
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
      "obj-45",
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
      "obj-28",
      3
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
      "obj-47",
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
      "obj-49",
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
      "obj-48",
      0
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
      "obj-51",
      0
     ],
     "destination": [
      "obj-28",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-50",
      1
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
      "obj-55",
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
      "obj-56",
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
      "obj-28",
      1
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
      "obj-61",
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
      "obj-60",
      0
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
      "obj-59",
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
      "obj-63",
      0
     ],
     "destination": [
      "obj-66",
      1
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
      "obj-65",
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
      "obj-67",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-63",
      0
     ],
     "destination": [
      "obj-67",
      1
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
      "obj-65",
      1
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
      "obj-68",
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
      "obj-70",
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
      "obj-59",
      0
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
      "obj-72",
      0
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
      "obj-74",
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
      2
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
      "obj-59",
      3
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
      "obj-81",
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
      "obj-83",
      0
     ],
     "order": 0
    }
   }
  ],
  "parameters": {
   "obj-4": [
    "panic",
    "panic",
    0
   ],
   "obj-11": [
    "unmute",
    "unmute",
    0
   ],
   "obj-32": [
    "rehearse",
    "rehearse",
    0
   ],
   "obj-36": [
    "rehearse_stop",
    "rehearse_stop",
    0
   ],
   "obj-39": [
    "record",
    "record",
    0
   ],
   "obj-49": [
    "recordings_folder",
    "recordings_folder",
    0
   ],
   "obj-54": [
    "take_s",
    "take_s",
    0
   ],
   "obj-60": [
    "dream_level",
    "dream_level",
    0
   ],
   "obj-68": [
    "voices",
    "voices",
    0
   ],
   "obj-72": [
    "stagger",
    "stagger",
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
    "name": "ld.dreams~.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": "../patchers",
    "type": "JSON",
    "implicit": 1
   },
   {
    "name": "ld.osc.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": "../patchers",
    "type": "JSON",
    "implicit": 1
   },
   {
    "name": "ld.record~.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": "../patchers",
    "type": "JSON",
    "implicit": 1
   },
   {
    "name": "ld.voice~.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": "../patchers",
    "type": "JSON",
    "implicit": 1
   }
  ],
  "autosave": 0
 }
}
