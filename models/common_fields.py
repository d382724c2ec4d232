"""Fields that records of several kinds share."""

from models.field import Field, Type

NUMBER = Field("number", "编号", derived=True, width=9)
NOTE = Field("note", "备注", Type.LONG_TEXT, synonyms=("说明",), section="其他", width=10)
