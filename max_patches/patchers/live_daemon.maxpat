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
   2200.0,
   1460.0
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
      14,
      170,
      36
     ],
     "fontsize": 26,
     "fontname": "Arial",
     "textcolor": [
      1.0,
      1.0,
      1.0,
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
     "text": "1 In a terminal: live-daemon run --set voices.max=0 (Max plays the dreams). 2 Click the loudspeaker. 3 Choose the daemon's recordings folder. 4 Record a take: its dream comes back.",
     "presentation": 1,
     "presentation_rect": [
      200,
      14,
      740,
      40
     ],
     "fontsize": 13,
     "fontname": "Arial",
     "textcolor": [
      1.0,
      1.0,
      1.0,
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
      1840,
      400,
      60.345,
      24
     ],
     "text": "Record",
     "presentation": 1,
     "presentation_rect": [
      20,
      76,
      200,
      24
     ],
     "fontsize": 15,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-4",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840,
      440,
      64.5,
      24
     ],
     "text": "Dreams",
     "presentation": 1,
     "presentation_rect": [
      330,
      76,
      200,
      24
     ],
     "fontsize": 15,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-5",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840,
      480,
      137.89499999999998,
      24
     ],
     "text": "Loops and follower",
     "presentation": 1,
     "presentation_rect": [
      20,
      346,
      200,
      24
     ],
     "fontsize": 15,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-6",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840,
      520,
      54.525,
      24
     ],
     "text": "Status",
     "presentation": 1,
     "presentation_rect": [
      650,
      76,
      200,
      24
     ],
     "fontsize": 15,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
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
     "id": "obj-8",
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
     "id": "obj-9",
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
      ""
     ],
     "varname": "input_level",
     "presentation": 1,
     "presentation_rect": [
      24,
      300,
      272,
      16
     ]
    }
   },
   {
    "box": {
     "id": "obj-10",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      100,
      65.3,
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
       1160,
       860
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
          420,
          34
         ],
         "text": "A take is named after date, time and number, so that it never replaces an older one."
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          320,
          50.0,
          64.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r ld.record"
        }
       },
       {
        "box": {
         "id": "obj-3",
         "maxclass": "newobj",
         "numinlets": 3,
         "numoutlets": 3,
         "patching_rect": [
          320,
          80.0,
          46.0,
          22.0
         ],
         "outlettype": [
          "",
          "",
          ""
         ],
         "text": "sel 1 0"
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          560,
          50.0,
          60.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r ld.folder"
        }
       },
       {
        "box": {
         "id": "obj-5",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "patching_rect": [
          560,
          80.0,
          29.9,
          22.0
         ],
         "outlettype": [
          "",
          ""
         ],
         "text": "t l 2"
        }
       },
       {
        "box": {
         "id": "obj-6",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "patching_rect": [
          320,
          130,
          54.0,
          22.0
         ],
         "outlettype": [
          "",
          ""
         ],
         "text": "gate 2 1"
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          180,
          204.0,
          22.0
         ],
         "text": "set choose the recordings folder first",
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
          320,
          220,
          57.3,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.says"
        }
       },
       {
        "box": {
         "id": "obj-9",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          180,
          180,
          36.6,
          22.0
         ],
         "text": "set 0",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          180,
          220,
          89.3,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.record_set"
        }
       },
       {
        "box": {
         "id": "obj-11",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 6,
         "patching_rect": [
          560,
          180,
          74.0,
          22.0
         ],
         "outlettype": [
          "",
          "",
          "",
          "",
          "",
          ""
         ],
         "text": "t 0 b b b b 1"
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          560,
          500,
          34.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "gate"
        }
       },
       {
        "box": {
         "id": "obj-13",
         "maxclass": "newobj",
         "numinlets": 8,
         "numoutlets": 1,
         "patching_rect": [
          700,
          450,
          401.4,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "sprintf symout %s/take-%04ld%02ld%02ld-%02ld%02ld%02ld-%03ld.wav"
        }
       },
       {
        "box": {
         "id": "obj-14",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1080,
          260.0,
          28.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "int"
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          1080,
          290.0,
          28.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "+ 1"
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 3,
         "patching_rect": [
          700,
          300,
          34.0,
          22.0
         ],
         "outlettype": [
          "",
          "",
          ""
         ],
         "text": "date"
        }
       },
       {
        "box": {
         "id": "obj-17",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          790,
          240,
          33.3,
          22.0
         ],
         "text": "time",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          700,
          240,
          34.0,
          22.0
         ],
         "text": "date",
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
         "numoutlets": 3,
         "patching_rect": [
          700,
          360,
          79.3,
          22.0
         ],
         "outlettype": [
          "",
          "",
          ""
         ],
         "text": "unpack 0 0 0"
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 3,
         "patching_rect": [
          880,
          360,
          79.3,
          22.0
         ],
         "outlettype": [
          "",
          "",
          ""
         ],
         "text": "unpack 0 0 0"
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 4,
         "patching_rect": [
          560,
          540,
          41.9,
          22.0
         ],
         "outlettype": [
          "",
          "",
          "",
          ""
         ],
         "text": "t l l l b"
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          20,
          640,
          71.0,
          22.0
         ],
         "outlettype": [
          "signal"
         ],
         "text": "sfrecord~ 1"
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "inlet",
         "numinlets": 0,
         "numoutlets": 1,
         "patching_rect": [
          20,
          560,
          32.6,
          22.0
         ],
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          760,
          590,
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
          760,
          630,
          55.3,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.take"
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "patching_rect": [
          320,
          640,
          39.9,
          22.0
         ],
         "outlettype": [
          "inactive",
          "inactive"
         ],
         "text": "zl reg"
        }
       },
       {
        "box": {
         "id": "obj-27",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "patching_rect": [
          560,
          590,
          29.9,
          22.0
         ],
         "outlettype": [
          "",
          ""
         ],
         "text": "t b l"
        }
       },
       {
        "box": {
         "id": "obj-28",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          540,
          640,
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
         "id": "obj-29",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          600,
          640,
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
         "id": "obj-30",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 2,
         "patching_rect": [
          200,
          500,
          57.3,
          22.0
         ],
         "outlettype": [
          "bang",
          "bang"
         ],
         "text": "onebang"
        }
       },
       {
        "box": {
         "id": "obj-31",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "patching_rect": [
          200,
          540,
          34.0,
          22.0
         ],
         "outlettype": [
          "",
          ""
         ],
         "text": "t 0 b"
        }
       },
       {
        "box": {
         "id": "obj-32",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          690,
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
         "id": "obj-33",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          180,
          690,
          114.0,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r ld.dream_on_take"
        }
       },
       {
        "box": {
         "id": "obj-34",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          730.0,
          94.0,
          22.0
         ],
         "text": "/dream/seed $1",
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
          320,
          760.0,
          92.6,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.to_daemon"
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
          "obj-3",
          0
         ],
         "destination": [
          "obj-6",
          1
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
          "obj-6",
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
          "obj-6",
          1
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
          5
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
          "obj-11",
          0
         ],
         "destination": [
          "obj-12",
          0
         ],
         "order": 1
        }
       },
       {
        "patchline": {
         "source": [
          "obj-11",
          1
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
          "obj-11",
          4
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
          "obj-15",
          0
         ],
         "destination": [
          "obj-14",
          1
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
          "obj-13",
          7
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-11",
          3
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
          "obj-16",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-11",
          2
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
          "obj-18",
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
          "obj-16",
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
          "obj-13",
          2
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-19",
          1
         ],
         "destination": [
          "obj-13",
          3
         ],
         "order": 1
        }
       },
       {
        "patchline": {
         "source": [
          "obj-19",
          2
         ],
         "destination": [
          "obj-13",
          1
         ],
         "order": 2
        }
       },
       {
        "patchline": {
         "source": [
          "obj-16",
          1
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
          "obj-13",
          4
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-20",
          1
         ],
         "destination": [
          "obj-13",
          5
         ],
         "order": 1
        }
       },
       {
        "patchline": {
         "source": [
          "obj-20",
          2
         ],
         "destination": [
          "obj-13",
          6
         ],
         "order": 2
        }
       },
       {
        "patchline": {
         "source": [
          "obj-5",
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
          "obj-12",
          1
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
          "obj-21",
          2
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
          "obj-21",
          1
         ],
         "destination": [
          "obj-26",
          1
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
          "obj-28",
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
          "obj-27",
          1
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
          3
         ],
         "destination": [
          "obj-30",
          1
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-3",
          1
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
          "obj-22",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-31",
          1
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
          "obj-32",
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
          "obj-32",
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
          "obj-32",
          0
         ],
         "destination": [
          "obj-34",
          0
         ],
         "order": 0
        }
       }
      ],
      "dependency_cache": [],
      "autosave": 0
     },
     "text": "p recorder",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-11",
     "maxclass": "toggle",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      190,
      30,
      30
     ],
     "outlettype": [
      ""
     ],
     "varname": "record",
     "presentation": 1,
     "presentation_rect": [
      24,
      102,
      36,
      36
     ],
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
     "id": "obj-12",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      150,
      87.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.record_set"
    }
   },
   {
    "box": {
     "id": "obj-13",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      230,
      66.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.record"
    }
   },
   {
    "box": {
     "id": "obj-14",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      120,
      194,
      87.868,
      21
     ],
     "text": "record a take",
     "presentation": 1,
     "presentation_rect": [
      68,
      109,
      110,
      22
     ],
     "fontsize": 13,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-15",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      180,
      230,
      53.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.take"
    }
   },
   {
    "box": {
     "id": "obj-16",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      180,
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
      146,
      272,
      22
     ],
     "ignoreclick": 1,
     "bgcolor": [
      1.0,
      1.0,
      1.0,
      1.0
     ],
     "gradient": 0,
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-17",
     "maxclass": "toggle",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      20,
      350,
      24,
      24
     ],
     "outlettype": [
      ""
     ],
     "varname": "dream_on_take",
     "presentation": 1,
     "presentation_rect": [
      24,
      176,
      22,
      22
     ],
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
     "id": "obj-18",
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
     "id": "obj-19",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      384,
      116.0,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.dream_on_take"
    }
   },
   {
    "box": {
     "id": "obj-20",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      120,
      350,
      121.38,
      20
     ],
     "text": "dream on every take",
     "presentation": 1,
     "presentation_rect": [
      50,
      177,
      150,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-21",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      460.0,
      92.0,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "opendialog fold"
    }
   },
   {
    "box": {
     "id": "obj-22",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      490.0,
      135.3,
      22.0
     ],
     "outlettype": [
      "symbol",
      "int"
     ],
     "text": "conformpath slash boot"
    }
   },
   {
    "box": {
     "id": "obj-23",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      20,
      430,
      140,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "recordings_folder",
     "presentation": 1,
     "presentation_rect": [
      24,
      206,
      140,
      22
     ],
     "text": "recordings folder\u2026",
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
     "id": "obj-24",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      20,
      520,
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
     "id": "obj-25",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      550,
      62.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.folder"
    }
   },
   {
    "box": {
     "id": "obj-26",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      140,
      550,
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
     "id": "obj-27",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      140,
      580,
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
     "bgcolor": [
      1.0,
      1.0,
      1.0,
      1.0
     ],
     "gradient": 0,
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-28",
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
      ""
     ],
     "varname": "live_seconds",
     "presentation": 1,
     "presentation_rect": [
      204,
      264,
      60,
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
     "id": "obj-29",
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
     "id": "obj-30",
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
      ""
     ],
     "text": "float 5."
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
      630,
      174,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "dream_live",
     "presentation": 1,
     "presentation_rect": [
      24,
      264,
      174,
      22
     ],
     "text": "dream on the last",
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
     "id": "obj-32",
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
     "id": "obj-33",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      760.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-34",
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
      268,
      264,
      24,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
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
     "id": "obj-36",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      420,
      60,
      60.6,
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
       1000,
       860
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
          620,
          20
         ],
         "text": "Dreams wait in a coll; the oldest starts when a voice is free and the stagger time is over."
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          110,
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
         "id": "obj-3",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          20,
          50,
          99.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r ld.play_dreams"
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          180,
          50,
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
         "id": "obj-5",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 3,
         "patching_rect": [
          20,
          150,
          40.0,
          22.0
         ],
         "outlettype": [
          "",
          "",
          ""
         ],
         "text": "t b 1 l"
        }
       },
       {
        "box": {
         "id": "obj-6",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 4,
         "patching_rect": [
          240,
          330,
          28.6,
          22.0
         ],
         "outlettype": [
          "",
          "",
          "",
          ""
         ],
         "text": "coll"
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          180,
          210,
          100.7,
          22.0
         ],
         "text": "append $1 $2 $3",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-8",
         "maxclass": "newobj",
         "numinlets": 3,
         "numoutlets": 1,
         "patching_rect": [
          420,
          210,
          55.9,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "accum 0"
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
          210,
          45.9,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.try"
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          20,
          270.0,
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
         "id": "obj-11",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 3,
         "patching_rect": [
          20,
          300.0,
          63.3,
          22.0
         ],
         "outlettype": [
          "",
          "",
          ""
         ],
         "text": "t b b clear"
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          80,
          340,
          36.6,
          22.0
         ],
         "text": "set 0",
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
          20,
          380,
          45.9,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.try"
        }
       },
       {
        "box": {
         "id": "obj-14",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          420,
          150,
          43.9,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r ld.try"
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "patching_rect": [
          420,
          250,
          28.0,
          22.0
         ],
         "outlettype": [
          "",
          ""
         ],
         "text": "t i i"
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          560,
          250,
          70.0,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.waiting"
        }
       },
       {
        "box": {
         "id": "obj-17",
         "maxclass": "newobj",
         "numinlets": 3,
         "numoutlets": 1,
         "patching_rect": [
          420,
          310,
          262.1,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "if ($i1 > 0) && ($i2 == 0) && ($i3 < 4) then bang"
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 4,
         "patching_rect": [
          420,
          360,
          58.0,
          22.0
         ],
         "outlettype": [
          "",
          "",
          "",
          ""
         ],
         "text": "t b 0 -1 b"
        }
       },
       {
        "box": {
         "id": "obj-19",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "patching_rect": [
          760,
          360,
          34.0,
          22.0
         ],
         "outlettype": [
          "",
          ""
         ],
         "text": "t b 1"
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          420,
          410,
          53.3,
          22.0
         ],
         "text": "delete 0",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          760,
          410,
          69.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "delay 2000"
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          880,
          310.0,
          83.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r ld.stagger_s"
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          880,
          340.0,
          48.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "* 1000."
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "patching_rect": [
          760,
          450,
          34.0,
          22.0
         ],
         "outlettype": [
          "",
          ""
         ],
         "text": "t b 0"
        }
       },
       {
        "box": {
         "id": "obj-25",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          760,
          490,
          45.9,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.try"
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 2,
         "patching_rect": [
          640,
          560,
          29.9,
          22.0
         ],
         "outlettype": [
          "",
          ""
         ],
         "text": "t b i"
        }
       },
       {
        "box": {
         "id": "obj-27",
         "maxclass": "newobj",
         "numinlets": 3,
         "numoutlets": 1,
         "patching_rect": [
          640,
          620,
          55.9,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "accum 0"
        }
       },
       {
        "box": {
         "id": "obj-28",
         "maxclass": "outlet",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          780,
          40.0,
          22.0
         ],
         "outlettype": []
        }
       },
       {
        "box": {
         "id": "obj-29",
         "maxclass": "outlet",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          120,
          780,
          40.0,
          22.0
         ],
         "outlettype": []
        }
       },
       {
        "box": {
         "id": "obj-30",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 3,
         "patching_rect": [
          20,
          560,
          48.6,
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
           860
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
              620,
              20
             ],
             "text": "One dream at a time: id, path, seconds. Out: sound, a message not taken, 1 busy / -1 free."
            }
           },
           {
            "box": {
             "id": "obj-2",
             "maxclass": "inlet",
             "numinlets": 0,
             "numoutlets": 1,
             "patching_rect": [
              20,
              50.0,
              32.6,
              22.0
             ],
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-3",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              20,
              80.0,
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
             "id": "obj-4",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              120.0,
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
             "id": "obj-5",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              20,
              150.0,
              82.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "unpack 0 s 0."
            }
           },
           {
            "box": {
             "id": "obj-6",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              240,
              120,
              34.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "gate"
            }
           },
           {
            "box": {
             "id": "obj-7",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              20,
              420,
              59.0,
              22.0
             ],
             "outlettype": [
              "signal",
              "signal"
             ],
             "text": "sfplay~ 1"
            }
           },
           {
            "box": {
             "id": "obj-8",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              180,
              420,
              36.3,
              22.0
             ],
             "outlettype": [
              "signal",
              "signal"
             ],
             "text": "line~"
            }
           },
           {
            "box": {
             "id": "obj-9",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              470,
              28.0,
              22.0
             ],
             "outlettype": [
              "Signal"
             ],
             "text": "*~"
            }
           },
           {
            "box": {
             "id": "obj-10",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              140,
              210,
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
             "id": "obj-11",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              20,
              210,
              44.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t b 1 b"
            }
           },
           {
            "box": {
             "id": "obj-12",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              270.0,
              56.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 60"
            }
           },
           {
            "box": {
             "id": "obj-13",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              20,
              300.0,
              34.0,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b b"
            }
           },
           {
            "box": {
             "id": "obj-14",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              360,
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
             "id": "obj-15",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              70,
              360,
              37.3,
              22.0
             ],
             "text": "1. 20",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-16",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              210.0,
              48.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "* 1000."
            }
           },
           {
            "box": {
             "id": "obj-17",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              240.0,
              34.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "- 40."
            }
           },
           {
            "box": {
             "id": "obj-18",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              300,
              270.0,
              82.6,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "maximum 60."
            }
           },
           {
            "box": {
             "id": "obj-19",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              300,
              300.0,
              30.6,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b f"
            }
           },
           {
            "box": {
             "id": "obj-20",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              340,
              69.3,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 1000"
            }
           },
           {
            "box": {
             "id": "obj-21",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              300,
              370,
              34.0,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b b"
            }
           },
           {
            "box": {
             "id": "obj-22",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              360,
              420,
              44.0,
              22.0
             ],
             "text": "0. 100",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-23",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              460,
              62.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 160"
            }
           },
           {
            "box": {
             "id": "obj-24",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 1,
             "patching_rect": [
              500,
              210.0,
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
             "id": "obj-25",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              500,
              240.0,
              60.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t b b stop"
            }
           },
           {
            "box": {
             "id": "obj-26",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              560,
              300,
              37.3,
              22.0
             ],
             "text": "0. 20",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-27",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              500,
              340,
              56.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 25"
            }
           },
           {
            "box": {
             "id": "obj-28",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              420,
              510,
              57.3,
              22.0
             ],
             "outlettype": [
              "bang",
              "bang"
             ],
             "text": "onebang"
            }
           },
           {
            "box": {
             "id": "obj-29",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 4,
             "patching_rect": [
              420,
              550,
              70.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              "",
              ""
             ],
             "text": "t 0 b 0 stop"
            }
           },
           {
            "box": {
             "id": "obj-30",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              520,
              600,
              28.0,
              22.0
             ],
             "text": "0.",
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
             "numoutlets": 3,
             "patching_rect": [
              620,
              600,
              31.9,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t i i i"
            }
           },
           {
            "box": {
             "id": "obj-32",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              700,
              640,
              34.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "== 0"
            }
           },
           {
            "box": {
             "id": "obj-33",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              620,
              680.0,
              50.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "change"
            }
           },
           {
            "box": {
             "id": "obj-34",
             "maxclass": "newobj",
             "numinlets": 3,
             "numoutlets": 3,
             "patching_rect": [
              620,
              710.0,
              46.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "sel 1 0"
            }
           },
           {
            "box": {
             "id": "obj-35",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              20,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-36",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              240,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-37",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              620,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-38",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              620,
              750,
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
             "id": "obj-39",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              670,
              750,
              28.0,
              22.0
             ],
             "text": "-1",
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
              "obj-3",
              0
             ],
             "destination": [
              "obj-4",
              1
             ],
             "order": 0
            }
           },
           {
            "patchline": {
             "source": [
              "obj-3",
              1
             ],
             "destination": [
              "obj-6",
              1
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
              "obj-9",
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
              1
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
              "obj-5",
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
              "obj-13",
              0
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
              "obj-14",
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
              "obj-13",
              1
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
              "obj-8",
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
              "obj-18",
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
              "obj-5",
              2
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
              "obj-19",
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
              "obj-19",
              1
             ],
             "destination": [
              "obj-20",
              1
             ],
             "order": 1
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
              1
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
              "obj-8",
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
              "obj-25",
              2
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
              "obj-25",
              1
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
              "obj-8",
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
              "obj-11",
              2
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
              "obj-23",
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
              "obj-28",
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
              3
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
              "obj-29",
              3
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
              "obj-29",
              2
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
              "obj-29",
              1
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
              "obj-30",
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
              "obj-11",
              1
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
              "obj-29",
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
              2
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
              "obj-31",
              1
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
              "obj-32",
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
              "obj-9",
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
              "obj-6",
              0
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
              "obj-34",
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
              "obj-37",
              0
             ],
             "order": 0
            }
           },
           {
            "patchline": {
             "source": [
              "obj-34",
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
              "obj-37",
              0
             ],
             "order": 0
            }
           }
          ],
          "dependency_cache": [],
          "autosave": 0
         },
         "text": "p voice",
         "outlettype": [
          "",
          "",
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-31",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          20,
          700,
          42.3,
          22.0
         ],
         "outlettype": [
          "Signal"
         ],
         "text": "*~ 0.9"
        }
       },
       {
        "box": {
         "id": "obj-32",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          90,
          700,
          49.0,
          22.0
         ],
         "outlettype": [
          "Signal"
         ],
         "text": "*~ 0.44"
        }
       },
       {
        "box": {
         "id": "obj-33",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 3,
         "patching_rect": [
          170,
          560,
          48.6,
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
           860
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
              620,
              20
             ],
             "text": "One dream at a time: id, path, seconds. Out: sound, a message not taken, 1 busy / -1 free."
            }
           },
           {
            "box": {
             "id": "obj-2",
             "maxclass": "inlet",
             "numinlets": 0,
             "numoutlets": 1,
             "patching_rect": [
              20,
              50.0,
              32.6,
              22.0
             ],
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-3",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              20,
              80.0,
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
             "id": "obj-4",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              120.0,
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
             "id": "obj-5",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              20,
              150.0,
              82.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "unpack 0 s 0."
            }
           },
           {
            "box": {
             "id": "obj-6",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              240,
              120,
              34.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "gate"
            }
           },
           {
            "box": {
             "id": "obj-7",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              20,
              420,
              59.0,
              22.0
             ],
             "outlettype": [
              "signal",
              "signal"
             ],
             "text": "sfplay~ 1"
            }
           },
           {
            "box": {
             "id": "obj-8",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              180,
              420,
              36.3,
              22.0
             ],
             "outlettype": [
              "signal",
              "signal"
             ],
             "text": "line~"
            }
           },
           {
            "box": {
             "id": "obj-9",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              470,
              28.0,
              22.0
             ],
             "outlettype": [
              "Signal"
             ],
             "text": "*~"
            }
           },
           {
            "box": {
             "id": "obj-10",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              140,
              210,
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
             "id": "obj-11",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              20,
              210,
              44.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t b 1 b"
            }
           },
           {
            "box": {
             "id": "obj-12",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              270.0,
              56.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 60"
            }
           },
           {
            "box": {
             "id": "obj-13",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              20,
              300.0,
              34.0,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b b"
            }
           },
           {
            "box": {
             "id": "obj-14",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              360,
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
             "id": "obj-15",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              70,
              360,
              37.3,
              22.0
             ],
             "text": "1. 20",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-16",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              210.0,
              48.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "* 1000."
            }
           },
           {
            "box": {
             "id": "obj-17",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              240.0,
              34.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "- 40."
            }
           },
           {
            "box": {
             "id": "obj-18",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              300,
              270.0,
              82.6,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "maximum 60."
            }
           },
           {
            "box": {
             "id": "obj-19",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              300,
              300.0,
              30.6,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b f"
            }
           },
           {
            "box": {
             "id": "obj-20",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              340,
              69.3,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 1000"
            }
           },
           {
            "box": {
             "id": "obj-21",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              300,
              370,
              34.0,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b b"
            }
           },
           {
            "box": {
             "id": "obj-22",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              360,
              420,
              44.0,
              22.0
             ],
             "text": "0. 100",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-23",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              460,
              62.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 160"
            }
           },
           {
            "box": {
             "id": "obj-24",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 1,
             "patching_rect": [
              500,
              210.0,
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
             "id": "obj-25",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              500,
              240.0,
              60.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t b b stop"
            }
           },
           {
            "box": {
             "id": "obj-26",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              560,
              300,
              37.3,
              22.0
             ],
             "text": "0. 20",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-27",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              500,
              340,
              56.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 25"
            }
           },
           {
            "box": {
             "id": "obj-28",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              420,
              510,
              57.3,
              22.0
             ],
             "outlettype": [
              "bang",
              "bang"
             ],
             "text": "onebang"
            }
           },
           {
            "box": {
             "id": "obj-29",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 4,
             "patching_rect": [
              420,
              550,
              70.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              "",
              ""
             ],
             "text": "t 0 b 0 stop"
            }
           },
           {
            "box": {
             "id": "obj-30",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              520,
              600,
              28.0,
              22.0
             ],
             "text": "0.",
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
             "numoutlets": 3,
             "patching_rect": [
              620,
              600,
              31.9,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t i i i"
            }
           },
           {
            "box": {
             "id": "obj-32",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              700,
              640,
              34.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "== 0"
            }
           },
           {
            "box": {
             "id": "obj-33",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              620,
              680.0,
              50.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "change"
            }
           },
           {
            "box": {
             "id": "obj-34",
             "maxclass": "newobj",
             "numinlets": 3,
             "numoutlets": 3,
             "patching_rect": [
              620,
              710.0,
              46.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "sel 1 0"
            }
           },
           {
            "box": {
             "id": "obj-35",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              20,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-36",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              240,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-37",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              620,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-38",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              620,
              750,
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
             "id": "obj-39",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              670,
              750,
              28.0,
              22.0
             ],
             "text": "-1",
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
              "obj-3",
              0
             ],
             "destination": [
              "obj-4",
              1
             ],
             "order": 0
            }
           },
           {
            "patchline": {
             "source": [
              "obj-3",
              1
             ],
             "destination": [
              "obj-6",
              1
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
              "obj-9",
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
              1
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
              "obj-5",
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
              "obj-13",
              0
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
              "obj-14",
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
              "obj-13",
              1
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
              "obj-8",
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
              "obj-18",
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
              "obj-5",
              2
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
              "obj-19",
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
              "obj-19",
              1
             ],
             "destination": [
              "obj-20",
              1
             ],
             "order": 1
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
              1
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
              "obj-8",
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
              "obj-25",
              2
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
              "obj-25",
              1
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
              "obj-8",
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
              "obj-11",
              2
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
              "obj-23",
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
              "obj-28",
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
              3
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
              "obj-29",
              3
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
              "obj-29",
              2
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
              "obj-29",
              1
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
              "obj-30",
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
              "obj-11",
              1
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
              "obj-29",
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
              2
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
              "obj-31",
              1
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
              "obj-32",
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
              "obj-9",
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
              "obj-6",
              0
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
              "obj-34",
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
              "obj-37",
              0
             ],
             "order": 0
            }
           },
           {
            "patchline": {
             "source": [
              "obj-34",
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
              "obj-37",
              0
             ],
             "order": 0
            }
           }
          ],
          "dependency_cache": [],
          "autosave": 0
         },
         "text": "p voice",
         "outlettype": [
          "",
          "",
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-34",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          170,
          700,
          49.0,
          22.0
         ],
         "outlettype": [
          "Signal"
         ],
         "text": "*~ 0.44"
        }
       },
       {
        "box": {
         "id": "obj-35",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          240,
          700,
          42.3,
          22.0
         ],
         "outlettype": [
          "Signal"
         ],
         "text": "*~ 0.9"
        }
       },
       {
        "box": {
         "id": "obj-36",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 3,
         "patching_rect": [
          320,
          560,
          48.6,
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
           860
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
              620,
              20
             ],
             "text": "One dream at a time: id, path, seconds. Out: sound, a message not taken, 1 busy / -1 free."
            }
           },
           {
            "box": {
             "id": "obj-2",
             "maxclass": "inlet",
             "numinlets": 0,
             "numoutlets": 1,
             "patching_rect": [
              20,
              50.0,
              32.6,
              22.0
             ],
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-3",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              20,
              80.0,
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
             "id": "obj-4",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              120.0,
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
             "id": "obj-5",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              20,
              150.0,
              82.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "unpack 0 s 0."
            }
           },
           {
            "box": {
             "id": "obj-6",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              240,
              120,
              34.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "gate"
            }
           },
           {
            "box": {
             "id": "obj-7",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              20,
              420,
              59.0,
              22.0
             ],
             "outlettype": [
              "signal",
              "signal"
             ],
             "text": "sfplay~ 1"
            }
           },
           {
            "box": {
             "id": "obj-8",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              180,
              420,
              36.3,
              22.0
             ],
             "outlettype": [
              "signal",
              "signal"
             ],
             "text": "line~"
            }
           },
           {
            "box": {
             "id": "obj-9",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              470,
              28.0,
              22.0
             ],
             "outlettype": [
              "Signal"
             ],
             "text": "*~"
            }
           },
           {
            "box": {
             "id": "obj-10",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              140,
              210,
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
             "id": "obj-11",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              20,
              210,
              44.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t b 1 b"
            }
           },
           {
            "box": {
             "id": "obj-12",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              270.0,
              56.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 60"
            }
           },
           {
            "box": {
             "id": "obj-13",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              20,
              300.0,
              34.0,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b b"
            }
           },
           {
            "box": {
             "id": "obj-14",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              360,
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
             "id": "obj-15",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              70,
              360,
              37.3,
              22.0
             ],
             "text": "1. 20",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-16",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              210.0,
              48.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "* 1000."
            }
           },
           {
            "box": {
             "id": "obj-17",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              240.0,
              34.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "- 40."
            }
           },
           {
            "box": {
             "id": "obj-18",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              300,
              270.0,
              82.6,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "maximum 60."
            }
           },
           {
            "box": {
             "id": "obj-19",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              300,
              300.0,
              30.6,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b f"
            }
           },
           {
            "box": {
             "id": "obj-20",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              340,
              69.3,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 1000"
            }
           },
           {
            "box": {
             "id": "obj-21",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              300,
              370,
              34.0,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b b"
            }
           },
           {
            "box": {
             "id": "obj-22",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              360,
              420,
              44.0,
              22.0
             ],
             "text": "0. 100",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-23",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              460,
              62.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 160"
            }
           },
           {
            "box": {
             "id": "obj-24",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 1,
             "patching_rect": [
              500,
              210.0,
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
             "id": "obj-25",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              500,
              240.0,
              60.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t b b stop"
            }
           },
           {
            "box": {
             "id": "obj-26",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              560,
              300,
              37.3,
              22.0
             ],
             "text": "0. 20",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-27",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              500,
              340,
              56.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 25"
            }
           },
           {
            "box": {
             "id": "obj-28",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              420,
              510,
              57.3,
              22.0
             ],
             "outlettype": [
              "bang",
              "bang"
             ],
             "text": "onebang"
            }
           },
           {
            "box": {
             "id": "obj-29",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 4,
             "patching_rect": [
              420,
              550,
              70.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              "",
              ""
             ],
             "text": "t 0 b 0 stop"
            }
           },
           {
            "box": {
             "id": "obj-30",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              520,
              600,
              28.0,
              22.0
             ],
             "text": "0.",
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
             "numoutlets": 3,
             "patching_rect": [
              620,
              600,
              31.9,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t i i i"
            }
           },
           {
            "box": {
             "id": "obj-32",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              700,
              640,
              34.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "== 0"
            }
           },
           {
            "box": {
             "id": "obj-33",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              620,
              680.0,
              50.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "change"
            }
           },
           {
            "box": {
             "id": "obj-34",
             "maxclass": "newobj",
             "numinlets": 3,
             "numoutlets": 3,
             "patching_rect": [
              620,
              710.0,
              46.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "sel 1 0"
            }
           },
           {
            "box": {
             "id": "obj-35",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              20,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-36",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              240,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-37",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              620,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-38",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              620,
              750,
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
             "id": "obj-39",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              670,
              750,
              28.0,
              22.0
             ],
             "text": "-1",
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
              "obj-3",
              0
             ],
             "destination": [
              "obj-4",
              1
             ],
             "order": 0
            }
           },
           {
            "patchline": {
             "source": [
              "obj-3",
              1
             ],
             "destination": [
              "obj-6",
              1
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
              "obj-9",
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
              1
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
              "obj-5",
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
              "obj-13",
              0
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
              "obj-14",
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
              "obj-13",
              1
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
              "obj-8",
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
              "obj-18",
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
              "obj-5",
              2
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
              "obj-19",
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
              "obj-19",
              1
             ],
             "destination": [
              "obj-20",
              1
             ],
             "order": 1
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
              1
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
              "obj-8",
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
              "obj-25",
              2
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
              "obj-25",
              1
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
              "obj-8",
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
              "obj-11",
              2
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
              "obj-23",
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
              "obj-28",
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
              3
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
              "obj-29",
              3
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
              "obj-29",
              2
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
              "obj-29",
              1
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
              "obj-30",
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
              "obj-11",
              1
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
              "obj-29",
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
              2
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
              "obj-31",
              1
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
              "obj-32",
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
              "obj-9",
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
              "obj-6",
              0
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
              "obj-34",
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
              "obj-37",
              0
             ],
             "order": 0
            }
           },
           {
            "patchline": {
             "source": [
              "obj-34",
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
              "obj-37",
              0
             ],
             "order": 0
            }
           }
          ],
          "dependency_cache": [],
          "autosave": 0
         },
         "text": "p voice",
         "outlettype": [
          "",
          "",
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-37",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          320,
          700,
          49.0,
          22.0
         ],
         "outlettype": [
          "Signal"
         ],
         "text": "*~ 0.78"
        }
       },
       {
        "box": {
         "id": "obj-38",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          390,
          700,
          49.0,
          22.0
         ],
         "outlettype": [
          "Signal"
         ],
         "text": "*~ 0.62"
        }
       },
       {
        "box": {
         "id": "obj-39",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 3,
         "patching_rect": [
          470,
          560,
          48.6,
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
           860
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
              620,
              20
             ],
             "text": "One dream at a time: id, path, seconds. Out: sound, a message not taken, 1 busy / -1 free."
            }
           },
           {
            "box": {
             "id": "obj-2",
             "maxclass": "inlet",
             "numinlets": 0,
             "numoutlets": 1,
             "patching_rect": [
              20,
              50.0,
              32.6,
              22.0
             ],
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-3",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              20,
              80.0,
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
             "id": "obj-4",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              120.0,
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
             "id": "obj-5",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              20,
              150.0,
              82.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "unpack 0 s 0."
            }
           },
           {
            "box": {
             "id": "obj-6",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              240,
              120,
              34.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "gate"
            }
           },
           {
            "box": {
             "id": "obj-7",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              20,
              420,
              59.0,
              22.0
             ],
             "outlettype": [
              "signal",
              "signal"
             ],
             "text": "sfplay~ 1"
            }
           },
           {
            "box": {
             "id": "obj-8",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              180,
              420,
              36.3,
              22.0
             ],
             "outlettype": [
              "signal",
              "signal"
             ],
             "text": "line~"
            }
           },
           {
            "box": {
             "id": "obj-9",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              470,
              28.0,
              22.0
             ],
             "outlettype": [
              "Signal"
             ],
             "text": "*~"
            }
           },
           {
            "box": {
             "id": "obj-10",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              140,
              210,
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
             "id": "obj-11",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              20,
              210,
              44.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t b 1 b"
            }
           },
           {
            "box": {
             "id": "obj-12",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              270.0,
              56.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 60"
            }
           },
           {
            "box": {
             "id": "obj-13",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              20,
              300.0,
              34.0,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b b"
            }
           },
           {
            "box": {
             "id": "obj-14",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              20,
              360,
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
             "id": "obj-15",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              70,
              360,
              37.3,
              22.0
             ],
             "text": "1. 20",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-16",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              210.0,
              48.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "* 1000."
            }
           },
           {
            "box": {
             "id": "obj-17",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              240.0,
              34.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "- 40."
            }
           },
           {
            "box": {
             "id": "obj-18",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              300,
              270.0,
              82.6,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "maximum 60."
            }
           },
           {
            "box": {
             "id": "obj-19",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              300,
              300.0,
              30.6,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b f"
            }
           },
           {
            "box": {
             "id": "obj-20",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              340,
              69.3,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 1000"
            }
           },
           {
            "box": {
             "id": "obj-21",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 2,
             "patching_rect": [
              300,
              370,
              34.0,
              22.0
             ],
             "outlettype": [
              "",
              ""
             ],
             "text": "t b b"
            }
           },
           {
            "box": {
             "id": "obj-22",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              360,
              420,
              44.0,
              22.0
             ],
             "text": "0. 100",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-23",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              300,
              460,
              62.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 160"
            }
           },
           {
            "box": {
             "id": "obj-24",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 1,
             "patching_rect": [
              500,
              210.0,
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
             "id": "obj-25",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              500,
              240.0,
              60.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t b b stop"
            }
           },
           {
            "box": {
             "id": "obj-26",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              560,
              300,
              37.3,
              22.0
             ],
             "text": "0. 20",
             "outlettype": [
              ""
             ]
            }
           },
           {
            "box": {
             "id": "obj-27",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              500,
              340,
              56.0,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "delay 25"
            }
           },
           {
            "box": {
             "id": "obj-28",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 2,
             "patching_rect": [
              420,
              510,
              57.3,
              22.0
             ],
             "outlettype": [
              "bang",
              "bang"
             ],
             "text": "onebang"
            }
           },
           {
            "box": {
             "id": "obj-29",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 4,
             "patching_rect": [
              420,
              550,
              70.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              "",
              ""
             ],
             "text": "t 0 b 0 stop"
            }
           },
           {
            "box": {
             "id": "obj-30",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              520,
              600,
              28.0,
              22.0
             ],
             "text": "0.",
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
             "numoutlets": 3,
             "patching_rect": [
              620,
              600,
              31.9,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "t i i i"
            }
           },
           {
            "box": {
             "id": "obj-32",
             "maxclass": "newobj",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              700,
              640,
              34.6,
              22.0
             ],
             "outlettype": [
              ""
             ],
             "text": "== 0"
            }
           },
           {
            "box": {
             "id": "obj-33",
             "maxclass": "newobj",
             "numinlets": 1,
             "numoutlets": 3,
             "patching_rect": [
              620,
              680.0,
              50.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "change"
            }
           },
           {
            "box": {
             "id": "obj-34",
             "maxclass": "newobj",
             "numinlets": 3,
             "numoutlets": 3,
             "patching_rect": [
              620,
              710.0,
              46.0,
              22.0
             ],
             "outlettype": [
              "",
              "",
              ""
             ],
             "text": "sel 1 0"
            }
           },
           {
            "box": {
             "id": "obj-35",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              20,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-36",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              240,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-37",
             "maxclass": "outlet",
             "numinlets": 1,
             "numoutlets": 0,
             "patching_rect": [
              620,
              800,
              40.0,
              22.0
             ],
             "outlettype": []
            }
           },
           {
            "box": {
             "id": "obj-38",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              620,
              750,
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
             "id": "obj-39",
             "maxclass": "message",
             "numinlets": 2,
             "numoutlets": 1,
             "patching_rect": [
              670,
              750,
              28.0,
              22.0
             ],
             "text": "-1",
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
              "obj-3",
              0
             ],
             "destination": [
              "obj-4",
              1
             ],
             "order": 0
            }
           },
           {
            "patchline": {
             "source": [
              "obj-3",
              1
             ],
             "destination": [
              "obj-6",
              1
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
              "obj-9",
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
              1
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
              "obj-5",
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
              "obj-13",
              0
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
              "obj-14",
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
              "obj-13",
              1
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
              "obj-8",
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
              "obj-18",
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
              "obj-5",
              2
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
              "obj-19",
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
              "obj-19",
              1
             ],
             "destination": [
              "obj-20",
              1
             ],
             "order": 1
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
              1
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
              "obj-8",
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
              "obj-25",
              2
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
              "obj-25",
              1
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
              "obj-8",
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
              "obj-11",
              2
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
              "obj-23",
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
              "obj-28",
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
              3
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
              "obj-29",
              3
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
              "obj-29",
              2
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
              "obj-29",
              1
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
              "obj-30",
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
              "obj-11",
              1
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
              "obj-29",
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
              2
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
              "obj-31",
              1
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
              "obj-32",
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
              "obj-9",
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
              "obj-6",
              0
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
              "obj-34",
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
              "obj-37",
              0
             ],
             "order": 0
            }
           },
           {
            "patchline": {
             "source": [
              "obj-34",
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
              "obj-37",
              0
             ],
             "order": 0
            }
           }
          ],
          "dependency_cache": [],
          "autosave": 0
         },
         "text": "p voice",
         "outlettype": [
          "",
          "",
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-40",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          470,
          700,
          49.0,
          22.0
         ],
         "outlettype": [
          "Signal"
         ],
         "text": "*~ 0.62"
        }
       },
       {
        "box": {
         "id": "obj-41",
         "maxclass": "newobj",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          540,
          700,
          49.0,
          22.0
         ],
         "outlettype": [
          "Signal"
         ],
         "text": "*~ 0.78"
        }
       },
       {
        "box": {
         "id": "obj-42",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 3,
         "patching_rect": [
          640,
          660,
          35.9,
          22.0
         ],
         "outlettype": [
          "",
          "",
          ""
         ],
         "text": "t b i i"
        }
       },
       {
        "box": {
         "id": "obj-43",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          760,
          700,
          81.3,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.sounding"
        }
       },
       {
        "box": {
         "id": "obj-44",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          640,
          700,
          45.9,
          22.0
         ],
         "outlettype": [],
         "text": "s ld.try"
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
          "obj-2",
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
          "obj-2",
          1
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
          2
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
          "obj-6",
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
          "obj-8",
          1
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
          "obj-9",
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
          2
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
          1
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
          "obj-8",
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
          "obj-13",
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
          1
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
          "obj-18",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-18",
          3
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
          "obj-18",
          2
         ],
         "destination": [
          "obj-8",
          1
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-18",
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
          "obj-18",
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
          "obj-6",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-19",
          1
         ],
         "destination": [
          "obj-17",
          1
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
          "obj-21",
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
          "obj-21",
          1
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
          "obj-24",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-24",
          1
         ],
         "destination": [
          "obj-17",
          1
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
          "obj-26",
          1
         ],
         "destination": [
          "obj-27",
          1
         ],
         "order": 1
        }
       },
       {
        "patchline": {
         "source": [
          "obj-6",
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
          "obj-32",
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
          "obj-30",
          1
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
          "obj-28",
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
          "obj-29",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-33",
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
          "obj-33",
          1
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
          "obj-28",
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
          "obj-29",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-36",
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
          "obj-36",
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
          "obj-40",
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
          "obj-39",
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
          "obj-29",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-39",
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
          "obj-27",
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
          "obj-42",
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
          "obj-42",
          1
         ],
         "destination": [
          "obj-17",
          2
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
          "obj-44",
          0
         ],
         "order": 0
        }
       }
      ],
      "dependency_cache": [],
      "autosave": 0
     },
     "text": "p dreams",
     "outlettype": [
      "",
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-37",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      520,
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
      190,
      22
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 1,
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
     "id": "obj-38",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      520,
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
     "id": "obj-39",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      520,
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
     "id": "obj-40",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      520,
      190.0,
      36.3,
      22.0
     ],
     "outlettype": [
      "signal",
      "signal"
     ],
     "text": "line~"
    }
   },
   {
    "box": {
     "id": "obj-41",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      670,
      130,
      36.672,
      20
     ],
     "text": "level",
     "presentation": 1,
     "presentation_rect": [
      530,
      160,
      60,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-42",
     "maxclass": "ezdac~",
     "numinlets": 2,
     "numoutlets": 0,
     "patching_rect": [
      420,
      270,
      44,
      44
     ],
     "outlettype": [],
     "varname": "loudspeaker",
     "presentation": 1,
     "presentation_rect": [
      574,
      102,
      44,
      44
     ]
    }
   },
   {
    "box": {
     "id": "obj-43",
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
      "Signal"
     ],
     "text": "*~"
    }
   },
   {
    "box": {
     "id": "obj-44",
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
      "Signal"
     ],
     "text": "*~"
    }
   },
   {
    "box": {
     "id": "obj-45",
     "maxclass": "toggle",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      420,
      370,
      24,
      24
     ],
     "outlettype": [
      ""
     ],
     "varname": "play_dreams",
     "presentation": 1,
     "presentation_rect": [
      466,
      110,
      22,
      22
     ],
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
     "id": "obj-46",
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
     "id": "obj-47",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      420,
      404,
      101.3,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.play_dreams"
    }
   },
   {
    "box": {
     "id": "obj-48",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      560,
      370,
      77.352,
      20
     ],
     "text": "play dreams",
     "presentation": 1,
     "presentation_rect": [
      490,
      111,
      80,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-49",
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
      ""
     ],
     "varname": "stagger_s",
     "presentation": 1,
     "presentation_rect": [
      334,
      192,
      60,
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
       "parameter_mmin": 0,
       "parameter_mmax": 600
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-50",
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
     "id": "obj-51",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      560,
      510,
      85.3,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.stagger_s"
    }
   },
   {
    "box": {
     "id": "obj-52",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      560,
      420,
      202.092,
      20
     ],
     "text": "seconds at least between two starts",
     "presentation": 1,
     "presentation_rect": [
      400,
      192,
      220,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-53",
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
      ""
     ],
     "varname": "sounding",
     "presentation": 1,
     "presentation_rect": [
      334,
      224,
      50,
      22
     ],
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-54",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      420,
      550,
      79.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.sounding"
    }
   },
   {
    "box": {
     "id": "obj-55",
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
      390,
      224,
      70,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-56",
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
      ""
     ],
     "varname": "waiting",
     "presentation": 1,
     "presentation_rect": [
      474,
      224,
      50,
      22
     ],
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-57",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      550,
      550,
      67.9,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.waiting"
    }
   },
   {
    "box": {
     "id": "obj-58",
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
      530,
      224,
      70,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-59",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      420,
      640,
      120,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "panic",
     "presentation": 1,
     "presentation_rect": [
      334,
      102,
      120,
      44
     ],
     "text": "PANIC",
     "fontsize": 20.0,
     "fontface": 1,
     "bgcolor": [
      0.85,
      0.2,
      0.15,
      1.0
     ],
     "textcolor": [
      1.0,
      1.0,
      1.0,
      1.0
     ],
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
     "id": "obj-60",
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
      "",
      ""
     ],
     "text": "t b b"
    }
   },
   {
    "box": {
     "id": "obj-61",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      420,
      780,
      61.3,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.panic"
    }
   },
   {
    "box": {
     "id": "obj-62",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      480,
      720.0,
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
     "id": "obj-63",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      480,
      750.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-64",
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
      256,
      190,
      22
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 1,
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-65",
     "maxclass": "newobj",
     "numinlets": 1,
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
     "id": "obj-66",
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
     "id": "obj-67",
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
      256,
      90,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-68",
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
      ""
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-69",
     "maxclass": "newobj",
     "numinlets": 1,
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
     "id": "obj-70",
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
      ""
     ],
     "text": "unpack 0"
    }
   },
   {
    "box": {
     "id": "obj-71",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      620,
      760,
      110,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "cancel",
     "presentation": 1,
     "presentation_rect": [
      334,
      292,
      110,
      24
     ],
     "text": "give it up",
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
     "id": "obj-72",
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
     "id": "obj-73",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      420,
      1040.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-74",
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
      ""
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-75",
     "maxclass": "newobj",
     "numinlets": 1,
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
     "id": "obj-76",
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
      ""
     ],
     "text": "unpack 0"
    }
   },
   {
    "box": {
     "id": "obj-77",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      620,
      790,
      166,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "keep",
     "presentation": 1,
     "presentation_rect": [
      454,
      292,
      166,
      24
     ],
     "text": "keep the last as a loop",
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
     "id": "obj-78",
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
     "id": "obj-79",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      620,
      1040.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-80",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      820,
      20,
      195.432,
      20
     ],
     "text": "LOOPS: the daemon sounds them"
    }
   },
   {
    "box": {
     "id": "obj-81",
     "maxclass": "multislider",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      90,
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
      24,
      376,
      280,
      110
     ],
     "size": 16,
     "setminmax": [
      0.0,
      1.0
     ],
     "setstyle": 1,
     "settype": 1,
     "ignoreclick": 1,
     "bgcolor": [
      1.0,
      1.0,
      1.0,
      1.0
     ],
     "slidercolor": [
      0.3,
      0.45,
      0.3,
      1.0
     ]
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
      60,
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
     "id": "obj-83",
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
      ""
     ],
     "varname": "loops",
     "presentation": 1,
     "presentation_rect": [
      24,
      494,
      50,
      22
     ],
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-84",
     "maxclass": "newobj",
     "numinlets": 1,
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
     "id": "obj-85",
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
      ""
     ],
     "text": "unpack s 0"
    }
   },
   {
    "box": {
     "id": "obj-86",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      224,
      28.0,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "t i i"
    }
   },
   {
    "box": {
     "id": "obj-87",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      930,
      190.0,
      72.6,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "maximum 1"
    }
   },
   {
    "box": {
     "id": "obj-88",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      930,
      220.0,
      48.6,
      22.0
     ],
     "text": "size $1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-89",
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
      78,
      494,
      50,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-90",
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
      ""
     ],
     "text": "opendialog fold"
    }
   },
   {
    "box": {
     "id": "obj-91",
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
      "symbol",
      "int"
     ],
     "text": "conformpath slash boot"
    }
   },
   {
    "box": {
     "id": "obj-92",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      820,
      300,
      154,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "bank_folder",
     "presentation": 1,
     "presentation_rect": [
      150,
      494,
      154,
      22
     ],
     "text": "load a bank\u2026",
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
     "id": "obj-93",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      820,
      390.0,
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
     "id": "obj-94",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      820,
      420.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-95",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      460,
      50,
      22
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "loop",
     "presentation": 1,
     "presentation_rect": [
      70,
      526,
      50,
      22
     ],
     "minimum": 0,
     "maximum": 63,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop",
       "parameter_shortname": "loop",
       "parameter_type": 1,
       "parameter_mmin": 0,
       "parameter_mmax": 63
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-96",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      820,
      490,
      55.3,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.loop"
    }
   },
   {
    "box": {
     "id": "obj-97",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      880,
      460,
      34.68,
      20
     ],
     "text": "loop",
     "presentation": 1,
     "presentation_rect": [
      24,
      526,
      44,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-98",
     "maxclass": "slider",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      820,
      530,
      140,
      22
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_gain",
     "presentation": 1,
     "presentation_rect": [
      24,
      556,
      190,
      22
     ],
     "floatoutput": 1,
     "size": 1.0,
     "orientation": 1,
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_gain",
       "parameter_shortname": "loop_gain",
       "parameter_type": 0,
       "parameter_mmin": 0,
       "parameter_mmax": 1
      }
     }
    }
   },
   {
    "box": {
     "id": "obj-99",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      970,
      530,
      75.36,
      20
     ],
     "text": "its own gain",
     "presentation": 1,
     "presentation_rect": [
      220,
      556,
      90,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-100",
     "maxclass": "toggle",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1000,
      590,
      24,
      24
     ],
     "outlettype": [
      ""
     ],
     "varname": "loop_mute",
     "presentation": 1,
     "presentation_rect": [
      140,
      526,
      22,
      22
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_mute",
       "parameter_shortname": "loop_mute",
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
     "id": "obj-101",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1030,
      590,
      38.676,
      20
     ],
     "text": "mute",
     "presentation": 1,
     "presentation_rect": [
      166,
      526,
      50,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-102",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      624,
      30.6,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "t b f"
    }
   },
   {
    "box": {
     "id": "obj-103",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      820,
      664,
      28.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-104",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      820,
      704,
      59.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "pack 0 0."
    }
   },
   {
    "box": {
     "id": "obj-105",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      880,
      664,
      53.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop"
    }
   },
   {
    "box": {
     "id": "obj-106",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      820,
      734.0,
      133.3,
      22.0
     ],
     "text": "/dream/loop/gain $1 $2",
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
      820,
      764.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-108",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1000,
      624,
      29.9,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "t b i"
    }
   },
   {
    "box": {
     "id": "obj-109",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1000,
      664,
      28.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-110",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1000,
      704,
      56.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "pack 0 0"
    }
   },
   {
    "box": {
     "id": "obj-111",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1060,
      664,
      53.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop"
    }
   },
   {
    "box": {
     "id": "obj-112",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1000,
      734.0,
      137.3,
      22.0
     ],
     "text": "/dream/loop/mute $1 $2",
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
      1000,
      764.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-114",
     "maxclass": "umenu",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      820,
      810,
      100,
      22
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "loop_layer",
     "presentation": 1,
     "presentation_rect": [
      220,
      526,
      84,
      22
     ],
     "items": [
      "swell",
      ",",
      "tremolo",
      ",",
      "ring"
     ],
     "parameter_enable": 1,
     "saved_attribute_attributes": {
      "valueof": {
       "parameter_longname": "loop_layer",
       "parameter_shortname": "loop_layer",
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
     "id": "obj-115",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      820,
      840,
      29.9,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "t b i"
    }
   },
   {
    "box": {
     "id": "obj-116",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      820,
      890,
      28.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-117",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 3,
     "patching_rect": [
      820,
      930,
      44.0,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "text": "gate 3"
    }
   },
   {
    "box": {
     "id": "obj-118",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      880,
      890,
      53.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop"
    }
   },
   {
    "box": {
     "id": "obj-119",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      960,
      890,
      28.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "+ 1"
    }
   },
   {
    "box": {
     "id": "obj-120",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      820,
      1020,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-121",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      820,
      975,
      150.0,
      22.0
     ],
     "text": "/dream/loop/layer $1 swell",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-122",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      990,
      975,
      163.3,
      22.0
     ],
     "text": "/dream/loop/layer $1 tremolo",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-123",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1160,
      975,
      143.3,
      22.0
     ],
     "text": "/dream/loop/layer $1 ring",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-124",
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
     "id": "obj-125",
     "maxclass": "toggle",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      90,
      24,
      24
     ],
     "outlettype": [
      ""
     ],
     "varname": "follow",
     "presentation": 1,
     "presentation_rect": [
      334,
      378,
      22,
      22
     ],
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
     "id": "obj-126",
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
     "id": "obj-127",
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
     "id": "obj-128",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      150.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-129",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1180,
      90,
      134.096,
      21
     ],
     "text": "loops follow live pitch",
     "presentation": 1,
     "presentation_rect": [
      360,
      379,
      160,
      22
     ],
     "fontsize": 13,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-130",
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
      ""
     ],
     "varname": "follower_attack_ms",
     "presentation": 1,
     "presentation_rect": [
      334,
      412,
      70,
      22
     ],
     "minimum": 0.1,
     "maximum": 5000.0,
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
     "id": "obj-131",
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
     "id": "obj-132",
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
     "id": "obj-133",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      290.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-134",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      230,
      66.684,
      20
     ],
     "text": "attack, ms",
     "presentation": 1,
     "presentation_rect": [
      412,
      412,
      200,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-135",
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
      ""
     ],
     "varname": "follower_release_ms",
     "presentation": 1,
     "presentation_rect": [
      334,
      442,
      70,
      22
     ],
     "minimum": 0.1,
     "maximum": 5000.0,
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
     "id": "obj-136",
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
     "id": "obj-137",
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
     "id": "obj-138",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      420.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-139",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      360,
      74.01599999999999,
      20
     ],
     "text": "release, ms",
     "presentation": 1,
     "presentation_rect": [
      412,
      442,
      200,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-140",
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
      ""
     ],
     "varname": "follower_sensitivity_db",
     "presentation": 1,
     "presentation_rect": [
      334,
      472,
      70,
      22
     ],
     "minimum": -40.0,
     "maximum": 60.0,
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
     "id": "obj-141",
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
     "id": "obj-142",
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
     "id": "obj-143",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      550.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-144",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      490,
      85.356,
      20
     ],
     "text": "sensitivity, dB",
     "presentation": 1,
     "presentation_rect": [
      412,
      472,
      200,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-145",
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
      ""
     ],
     "varname": "follower_q",
     "presentation": 1,
     "presentation_rect": [
      334,
      502,
      70,
      22
     ],
     "minimum": 0.5,
     "maximum": 200.0,
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
     "id": "obj-146",
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
     "id": "obj-147",
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
     "id": "obj-148",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      680.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-149",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      620,
      153.384,
      20
     ],
     "text": "sharpness of the filters (Q)",
     "presentation": 1,
     "presentation_rect": [
      412,
      502,
      200,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-150",
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
      ""
     ],
     "varname": "follower_range",
     "presentation": 1,
     "presentation_rect": [
      334,
      532,
      70,
      22
     ],
     "minimum": 0.0,
     "maximum": 1.0,
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
     "id": "obj-151",
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
     "id": "obj-152",
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
     "id": "obj-153",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      810.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-154",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      750,
      127.404,
      20
     ],
     "text": "largest gain of a band",
     "presentation": 1,
     "presentation_rect": [
      412,
      532,
      200,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-155",
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
      ""
     ],
     "varname": "follower_gate_db",
     "presentation": 1,
     "presentation_rect": [
      334,
      562,
      70,
      22
     ],
     "minimum": -120.0,
     "maximum": 0.0,
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
     "id": "obj-156",
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
     "id": "obj-157",
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
     "id": "obj-158",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      940.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-159",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1220,
      880,
      134.064,
      20
     ],
     "text": "gate, dB (-120 is none)",
     "presentation": 1,
     "presentation_rect": [
      412,
      562,
      200,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-160",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      1000,
      204.768,
      20
     ],
     "text": "The daemon sounds the loops itself.",
     "presentation": 1,
     "presentation_rect": [
      334,
      594,
      280,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-161",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      1060,
      53.34,
      20
     ],
     "text": "BANDS"
    }
   },
   {
    "box": {
     "id": "obj-162",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      1090,
      48.024,
      20
     ],
     "text": "bands:",
     "presentation": 1,
     "presentation_rect": [
      24,
      622,
      50,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-163",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1140,
      1120,
      90,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "bands_of_the_loops",
     "presentation": 1,
     "presentation_rect": [
      76,
      622,
      90,
      22
     ],
     "text": "of the loops",
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
     "id": "obj-164",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      1150.0,
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
     "id": "obj-165",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      1180.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-166",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1420,
      1120,
      96,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "bands_of_the_strings",
     "presentation": 1,
     "presentation_rect": [
      172,
      622,
      96,
      22
     ],
     "text": "guitar strings",
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
     "id": "obj-167",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1420,
      1150.0,
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
     "id": "obj-168",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1420,
      1180.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-169",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1780,
      1120.0,
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
     "id": "obj-170",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1780,
      1150.0,
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
     "id": "obj-171",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1780,
      1190,
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
      276,
      622,
      344,
      22
     ],
     "ignoreclick": 1,
     "bgcolor": [
      1.0,
      1.0,
      1.0,
      1.0
     ],
     "gradient": 0,
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-172",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1780,
      1216,
      135.372,
      20
     ],
     "text": "in Hz, by their numbers",
     "presentation": 1,
     "presentation_rect": [
      430,
      648,
      180,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-173",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1200,
      1250,
      50,
      22
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "map_band",
     "presentation": 1,
     "presentation_rect": [
      76,
      648,
      44,
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
     "id": "obj-174",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1300,
      1250,
      60,
      22
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "map_weight",
     "presentation": 1,
     "presentation_rect": [
      180,
      648,
      50,
      22
     ],
     "minimum": -1.0,
     "maximum": 1.0,
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
     "id": "obj-175",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1200,
      1276,
      38.688,
      20
     ],
     "text": "band",
     "presentation": 1,
     "presentation_rect": [
      24,
      648,
      50,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-176",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1300,
      1276,
      46.68,
      20
     ],
     "text": "weight",
     "presentation": 1,
     "presentation_rect": [
      124,
      648,
      54,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-177",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1140,
      1220,
      86,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "map_set",
     "presentation": 1,
     "presentation_rect": [
      236,
      648,
      86,
      22
     ],
     "text": "set for loop",
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
     "id": "obj-178",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1480,
      1220,
      86,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "map_auto",
     "presentation": 1,
     "presentation_rect": [
      328,
      648,
      86,
      22
     ],
     "text": "automatic",
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
     "id": "obj-179",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      1320,
      28.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-180",
     "maxclass": "newobj",
     "numinlets": 3,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      1360,
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
     "id": "obj-181",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1200,
      1310,
      53.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop"
    }
   },
   {
    "box": {
     "id": "obj-182",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1140,
      1390.0,
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
     "id": "obj-183",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1140,
      1420.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-184",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1480,
      1320,
      28.0,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "int"
    }
   },
   {
    "box": {
     "id": "obj-185",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1540,
      1310,
      53.3,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "r ld.loop"
    }
   },
   {
    "box": {
     "id": "obj-186",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1480,
      1360.0,
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
     "id": "obj-187",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      1390.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-188",
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
     "id": "obj-189",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1480,
      50,
      45.0,
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
       2100,
       500
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
          400,
          34
         ],
         "text": "To the daemon. Another machine: change the address here, and [osc] listen_host there."
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          20,
          60.0,
          90.6,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "r ld.to_daemon"
        }
       },
       {
        "box": {
         "id": "obj-3",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          90.0,
          140.0,
          22.0
         ],
         "outlettype": [],
         "text": "udpsend 127.0.0.1 9124"
        }
       },
       {
        "box": {
         "id": "obj-4",
         "maxclass": "comment",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          140,
          400,
          20
         ],
         "text": "From the daemon: every address has a receive of the same name."
        }
       },
       {
        "box": {
         "id": "obj-5",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          20,
          180.0,
          99.3,
          22.0
         ],
         "outlettype": [
          ""
         ],
         "text": "udpreceive 9125"
        }
       },
       {
        "box": {
         "id": "obj-6",
         "maxclass": "newobj",
         "numinlets": 20,
         "numoutlets": 20,
         "patching_rect": [
          20,
          210.0,
          1691.3,
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
          "",
          "",
          "",
          ""
         ],
         "text": "route /dream/initialized /dream/terminated /dream/status /dream/queued /dream/started /dream/progress /dream/ready /dream/sounding /dream/failed /dream/dropped /dream/ladder /dream/model/ready /dream/model/name /dream/bank/ready /dream/bands /dream/sample_rate /dream/gains /dream/pong /dream/error"
        }
       },
       {
        "box": {
         "id": "obj-7",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          250,
          110.0,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/initialized"
        }
       },
       {
        "box": {
         "id": "obj-8",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          180,
          250,
          117.3,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/terminated"
        }
       },
       {
        "box": {
         "id": "obj-9",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          340,
          250,
          92.6,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/status"
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          500,
          250,
          100.6,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/queued"
        }
       },
       {
        "box": {
         "id": "obj-11",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          660,
          250,
          97.3,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/started"
        }
       },
       {
        "box": {
         "id": "obj-12",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          820,
          250,
          107.3,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/progress"
        }
       },
       {
        "box": {
         "id": "obj-13",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          290,
          90.6,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/ready"
        }
       },
       {
        "box": {
         "id": "obj-14",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          180,
          290,
          109.3,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/sounding"
        }
       },
       {
        "box": {
         "id": "obj-15",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          340,
          290,
          89.3,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/failed"
        }
       },
       {
        "box": {
         "id": "obj-16",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          500,
          290,
          104.6,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/dropped"
        }
       },
       {
        "box": {
         "id": "obj-17",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          660,
          290,
          94.0,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/ladder"
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          820,
          290,
          126.6,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/model/ready"
        }
       },
       {
        "box": {
         "id": "obj-19",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          20,
          330,
          126.6,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/model/name"
        }
       },
       {
        "box": {
         "id": "obj-20",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          180,
          330,
          120.0,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/bank/ready"
        }
       },
       {
        "box": {
         "id": "obj-21",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          340,
          330,
          93.3,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/bands"
        }
       },
       {
        "box": {
         "id": "obj-22",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          500,
          330,
          126.6,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/sample_rate"
        }
       },
       {
        "box": {
         "id": "obj-23",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          660,
          330,
          89.3,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/gains"
        }
       },
       {
        "box": {
         "id": "obj-24",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          820,
          330,
          87.3,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/pong"
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
          370,
          85.9,
          22.0
         ],
         "outlettype": [],
         "text": "s /dream/error"
        }
       },
       {
        "box": {
         "id": "obj-26",
         "maxclass": "newobj",
         "numinlets": 1,
         "numoutlets": 0,
         "patching_rect": [
          820,
          370,
          102.6,
          22.0
         ],
         "outlettype": [],
         "text": "print live-daemon"
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
          "obj-7",
          0
         ],
         "order": 0
        }
       },
       {
        "patchline": {
         "source": [
          "obj-6",
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
          "obj-6",
          2
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
          "obj-6",
          3
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
          "obj-6",
          4
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
          "obj-6",
          5
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
          "obj-6",
          6
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
          "obj-6",
          7
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
          "obj-6",
          8
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
          "obj-6",
          9
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
          "obj-6",
          10
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
          "obj-6",
          11
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
          "obj-6",
          12
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
          "obj-6",
          13
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
          "obj-6",
          14
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
          "obj-6",
          15
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
          "obj-6",
          16
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
          "obj-6",
          17
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
          "obj-6",
          18
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
          "obj-6",
          19
         ],
         "destination": [
          "obj-26",
          0
         ],
         "order": 0
        }
       }
      ],
      "dependency_cache": [],
      "autosave": 0
     },
     "text": "p osc",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-190",
     "maxclass": "newobj",
     "numinlets": 1,
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
     "id": "obj-191",
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
      "",
      ""
     ],
     "text": "t l b 1"
    }
   },
   {
    "box": {
     "id": "obj-192",
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
      "",
      "",
      "",
      "",
      ""
     ],
     "text": "unpack s s 0 0 0 0. 0."
    }
   },
   {
    "box": {
     "id": "obj-193",
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
      ""
     ],
     "varname": "daemon_is_there",
     "presentation": 1,
     "presentation_rect": [
      654,
      104,
      22,
      22
     ],
     "oncolor": [
      0.2,
      0.8,
      0.2,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-194",
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
      ""
     ],
     "text": "delay 3000"
    }
   },
   {
    "box": {
     "id": "obj-195",
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
      ""
     ],
     "text": "t 0"
    }
   },
   {
    "box": {
     "id": "obj-196",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1680,
      184,
      126.894,
      21
     ],
     "text": "the daemon is there",
     "presentation": 1,
     "presentation_rect": [
      682,
      104,
      140,
      22
     ],
     "fontsize": 13,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-197",
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
     "id": "obj-198",
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
      716,
      140,
      222,
      22
     ],
     "ignoreclick": 1,
     "bgcolor": [
      1.0,
      1.0,
      1.0,
      1.0
     ],
     "gradient": 0,
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-199",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      276,
      38.016,
      20
     ],
     "text": "state",
     "presentation": 1,
     "presentation_rect": [
      654,
      140,
      60,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-200",
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
     "id": "obj-201",
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
      716,
      170,
      222,
      22
     ],
     "ignoreclick": 1,
     "bgcolor": [
      1.0,
      1.0,
      1.0,
      1.0
     ],
     "gradient": 0,
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-202",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1620,
      276,
      44.676,
      20
     ],
     "text": "model",
     "presentation": 1,
     "presentation_rect": [
      654,
      170,
      60,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-203",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1480,
      310,
      70,
      22
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "voices",
     "presentation": 1,
     "presentation_rect": [
      654,
      206,
      70,
      22
     ],
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-204",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      336,
      184.092,
      20
     ],
     "text": "dreams that the daemon sounds",
     "presentation": 1,
     "presentation_rect": [
      730,
      206,
      210,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-205",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1680,
      310,
      70,
      22
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "queue",
     "presentation": 1,
     "presentation_rect": [
      654,
      234,
      70,
      22
     ],
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-206",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1680,
      336,
      172.728,
      20
     ],
     "text": "dreams waiting or being made",
     "presentation": 1,
     "presentation_rect": [
      730,
      234,
      210,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-207",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1480,
      370,
      70,
      22
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "xruns",
     "presentation": 1,
     "presentation_rect": [
      654,
      262,
      70,
      22
     ],
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-208",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      396,
      87.348,
      20
     ],
     "text": "blocks missed",
     "presentation": 1,
     "presentation_rect": [
      730,
      262,
      210,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-209",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1680,
      370,
      70,
      22
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "load",
     "presentation": 1,
     "presentation_rect": [
      654,
      290,
      70,
      22
     ],
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-210",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1680,
      396,
      80.016,
      20
     ],
     "text": "load (1 is all)",
     "presentation": 1,
     "presentation_rect": [
      730,
      290,
      210,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-211",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1480,
      430,
      70,
      22
     ],
     "outlettype": [
      "",
      ""
     ],
     "varname": "latency_ms",
     "presentation": 1,
     "presentation_rect": [
      654,
      318,
      70,
      22
     ],
     "ignoreclick": 1
    }
   },
   {
    "box": {
     "id": "obj-212",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      456,
      72.684,
      20
     ],
     "text": "latency, ms",
     "presentation": 1,
     "presentation_rect": [
      730,
      318,
      210,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-213",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1680,
      450,
      78,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "ping",
     "presentation": 1,
     "presentation_rect": [
      860,
      104,
      78,
      22
     ],
     "text": "ping",
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
     "id": "obj-214",
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
     "id": "obj-215",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1680,
      510.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-216",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "patching_rect": [
      1480,
      640,
      34.0,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "t b b"
    }
   },
   {
    "box": {
     "id": "obj-217",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1480,
      500.0,
      50.0,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "text": "change"
    }
   },
   {
    "box": {
     "id": "obj-218",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 2,
     "patching_rect": [
      1480,
      530.0,
      35.9,
      22.0
     ],
     "outlettype": [
      "",
      ""
     ],
     "text": "sel 1"
    }
   },
   {
    "box": {
     "id": "obj-219",
     "maxclass": "textbutton",
     "numinlets": 1,
     "numoutlets": 3,
     "patching_rect": [
      1560,
      600,
      90,
      22.0
     ],
     "outlettype": [
      "",
      "",
      ""
     ],
     "varname": "ask_models",
     "presentation": 1,
     "presentation_rect": [
      848,
      434,
      90,
      22
     ],
     "text": "ask again",
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
     "id": "obj-220",
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
      "",
      "",
      ""
     ],
     "varname": "model_menu",
     "presentation": 1,
     "presentation_rect": [
      654,
      462,
      284,
      22
     ],
     "items": [
      "models"
     ]
    }
   },
   {
    "box": {
     "id": "obj-221",
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
     "id": "obj-222",
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
     "id": "obj-223",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1590,
      680.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-224",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1680,
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
     "id": "obj-225",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1680,
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
     "id": "obj-226",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1680,
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
     "id": "obj-227",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1680,
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
     "id": "obj-228",
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
     "id": "obj-229",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      830.0,
      92.6,
      22.0
     ],
     "outlettype": [],
     "text": "s ld.to_daemon"
    }
   },
   {
    "box": {
     "id": "obj-230",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1480,
      860,
      162.084,
      20
     ],
     "text": "model: choose one to load it",
     "presentation": 1,
     "presentation_rect": [
      654,
      434,
      190,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-231",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      1840,
      200,
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
      654,
      382,
      284,
      44
     ],
     "ignoreclick": 1,
     "bgcolor": [
      1.0,
      1.0,
      1.0,
      1.0
     ],
     "gradient": 0,
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-232",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840,
      900,
      284,
      63
     ],
     "text": "Sound: the daemon listens to the player and plays the loops by itself, through the device in its settings. Give Max the same microphone. Every control of this patch has a name: Max 9 reaches it over OSC.",
     "presentation": 1,
     "presentation_rect": [
      654,
      510,
      284,
      90
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-233",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1920,
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
     "id": "obj-234",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840,
      270,
      74.688,
      20
     ],
     "text": "what it says",
     "presentation": 1,
     "presentation_rect": [
      654,
      358,
      150,
      22
     ],
     "fontsize": 12.0,
     "fontname": "Arial",
     "textcolor": [
      0.1,
      0.1,
      0.1,
      1.0
     ]
    }
   },
   {
    "box": {
     "id": "obj-235",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      1840,
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
         "outlettype": [],
         "text": "s ld.says"
        }
       },
       {
        "box": {
         "id": "obj-2",
         "maxclass": "newobj",
         "numinlets": 1,
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
         "numinlets": 1,
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
         "numinlets": 1,
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
         "numinlets": 1,
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
          140.0,
          22.0
         ],
         "text": "set dream $1 has begun",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-10",
         "maxclass": "newobj",
         "numinlets": 1,
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
         "numinlets": 1,
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
         "numinlets": 1,
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
         "numinlets": 1,
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
          174.0,
          22.0
         ],
         "text": "set dream $1 was given up: $2",
         "outlettype": [
          ""
         ]
        }
       },
       {
        "box": {
         "id": "obj-18",
         "maxclass": "newobj",
         "numinlets": 1,
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
         "numinlets": 1,
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
         "numinlets": 1,
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
         "numinlets": 1,
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
         "numinlets": 1,
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
         "numinlets": 1,
         "numoutlets": 1,
         "patching_rect": [
          390,
          440.0,
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
         "id": "obj-29",
         "maxclass": "message",
         "numinlets": 2,
         "numoutlets": 1,
         "patching_rect": [
          390,
          470.0,
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
       }
      ],
      "dependency_cache": [],
      "autosave": 0
     },
     "text": "p words",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-236",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840.0,
      620.0,
      100.0,
      40.0
     ],
     "outlettype": [],
     "presentation": 1,
     "presentation_rect": [
      0,
      0,
      960,
      62
     ],
     "bgcolor": [
      0.25,
      0.25,
      0.28,
      1.0
     ],
     "background": 1,
     "rounded": 6
    }
   },
   {
    "box": {
     "id": "obj-237",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840.0,
      670.0,
      100.0,
      40.0
     ],
     "outlettype": [],
     "presentation": 1,
     "presentation_rect": [
      10,
      70,
      300,
      260
     ],
     "bgcolor": [
      0.91,
      0.85,
      0.85,
      1.0
     ],
     "background": 1,
     "rounded": 6
    }
   },
   {
    "box": {
     "id": "obj-238",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840.0,
      720.0,
      100.0,
      40.0
     ],
     "outlettype": [],
     "presentation": 1,
     "presentation_rect": [
      320,
      70,
      310,
      260
     ],
     "bgcolor": [
      0.85,
      0.87,
      0.91,
      1.0
     ],
     "background": 1,
     "rounded": 6
    }
   },
   {
    "box": {
     "id": "obj-239",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840.0,
      770.0,
      100.0,
      40.0
     ],
     "outlettype": [],
     "presentation": 1,
     "presentation_rect": [
      10,
      340,
      620,
      340
     ],
     "bgcolor": [
      0.86,
      0.9,
      0.85,
      1.0
     ],
     "background": 1,
     "rounded": 6
    }
   },
   {
    "box": {
     "id": "obj-240",
     "maxclass": "panel",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      1840.0,
      820.0,
      100.0,
      40.0
     ],
     "outlettype": [],
     "presentation": 1,
     "presentation_rect": [
      640,
      70,
      310,
      610
     ],
     "bgcolor": [
      0.9,
      0.89,
      0.83,
      1.0
     ],
     "background": 1,
     "rounded": 6
    }
   }
  ],
  "lines": [
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
      "obj-8",
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
      "obj-12",
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
      "obj-13",
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
      "obj-18",
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
      "obj-19",
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
      "obj-23",
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
      "obj-22",
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
      "obj-24",
      1
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
      "obj-29",
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
      "obj-31",
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
      "obj-28",
      0
     ],
     "destination": [
      "obj-30",
      1
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
      "obj-30",
      0
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
      "obj-38",
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
      "obj-37",
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
      "obj-36",
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
      "obj-40",
      0
     ],
     "destination": [
      "obj-43",
      1
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
      "obj-42",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-36",
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
      "obj-40",
      0
     ],
     "destination": [
      "obj-44",
      1
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
      "obj-42",
      1
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
      "obj-45",
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
      "obj-47",
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
      "obj-49",
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
      "obj-51",
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
      "obj-53",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-57",
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
      "obj-61",
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
      1
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
      "obj-65",
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
      "obj-70",
      0
     ],
     "destination": [
      "obj-68",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-71",
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
      "obj-68",
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
      "obj-76",
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
      "obj-77",
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
      "obj-74",
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
      "obj-82",
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
      "obj-85",
      1
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
      "obj-86",
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
      "obj-87",
      0
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
      "obj-86",
      1
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
      "obj-88",
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
      "obj-93",
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
      "obj-91",
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
      "obj-98",
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
      "obj-105",
      0
     ],
     "destination": [
      "obj-103",
      1
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
      "obj-103",
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
      "obj-102",
      1
     ],
     "destination": [
      "obj-104",
      1
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
      "obj-104",
      0
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
      "obj-100",
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
      "obj-111",
      0
     ],
     "destination": [
      "obj-109",
      1
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
      "obj-108",
      1
     ],
     "destination": [
      "obj-110",
      1
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
      "obj-110",
      0
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
      "obj-118",
      0
     ],
     "destination": [
      "obj-116",
      1
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
      "obj-117",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-115",
      1
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
      "obj-119",
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
      "obj-117",
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
      "obj-120",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-117",
      1
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
      "obj-120",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-117",
      2
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
      "obj-123",
      0
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
      "obj-126",
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
      "obj-127",
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
      "obj-125",
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
      "obj-131",
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
      "obj-130",
      0
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
      "obj-136",
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
      "obj-137",
      0
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
      "obj-135",
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
      "obj-141",
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
      "obj-140",
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
      "obj-146",
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
      "obj-147",
      0
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
      "obj-145",
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
      "obj-151",
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
      "obj-150",
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
      "obj-156",
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
      "obj-155",
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
      "obj-181",
      0
     ],
     "destination": [
      "obj-179",
      1
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
      "obj-180",
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
      "obj-173",
      0
     ],
     "destination": [
      "obj-180",
      1
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
      "obj-180",
      2
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
      "obj-184",
      1
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
      "obj-184",
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
      "obj-187",
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
      "obj-186",
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
      "obj-191",
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
      "obj-191",
      2
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
      "obj-194",
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
      "obj-191",
      1
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
      "obj-193",
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
      "obj-197",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-197",
      0
     ],
     "destination": [
      "obj-198",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-192",
      1
     ],
     "destination": [
      "obj-200",
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
      "obj-201",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-192",
      2
     ],
     "destination": [
      "obj-203",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-192",
      3
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
      "obj-192",
      4
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
      "obj-192",
      5
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
      "obj-192",
      6
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
      "obj-214",
      0
     ],
     "destination": [
      "obj-215",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-213",
      0
     ],
     "destination": [
      "obj-214",
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
      "obj-218",
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
      "obj-217",
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
      "obj-216",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-219",
      0
     ],
     "destination": [
      "obj-216",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-216",
      1
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
      "obj-221",
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
      "obj-216",
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
      "obj-225",
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
      "obj-226",
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
      "obj-227",
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
      "obj-220",
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
      "obj-233",
      0
     ],
     "destination": [
      "obj-231",
      0
     ],
     "order": 0
    }
   }
  ],
  "dependency_cache": [],
  "autosave": 0
 }
}
